package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common. */
class CommandTest {
    private final RunningShell shell = new RunningShell();

    @AfterEach
    void close() {
        shell.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ps",
                "kill",
                "lsipc",
                "ipcrm",
                "mechanisms",
                "swap",
                "swaps",
                "waits",
                "audit",
                "programs",
                "run",
                "strace",
                "stat",
                "limits",
                "top"
            })
    void shouldPrintHelpInsteadOfDoingAnything(String name) throws Exception {
        String help = shell.type("ipc:" + name + " --help");

        assertThat(help).startsWith(name + " - ").contains("\nusage: " + name).contains("--json");
    }

    @Test
    void shouldExplainEachPart() throws Exception {
        assertThat(shell.type("ipc:kill --help")).isEqualToNormalizingNewlines("""
            kill - end processes at their next kernel call; everything they hold is released
            usage: kill [--help] [--json] PID...
              --help       print this help
              --json       print one JSON value instead of a table
              PID...       the processes
            """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ps --jsn | ps: unknown option --jsn; usage: ps [--help] [--json] [PID...]",
                "ps x | ps: x is not the number of a process, bounds 1 to 2,147,483,647",
                "ps 4711 | ps: ESRCH: no process 4711",
                "kill | kill: needs the number of a process; usage: kill [--help] [--json] PID...",
                "kill 1 | kill: process 1 is the kernel itself; leave the shell to end it",
                "kill -9 | kill: -9 is not the number of a process, bounds 1 to 2,147,483,647",
                "mechanisms mq | mechanisms: does not take mq; usage: mechanisms [--help] [--json]",
                "lsipc /no | lsipc: no object has the name or id /no; lsipc lists them",
                "ipcrm 4711 | ipcrm: no object has the name or id 4711; lsipc lists them",
                "run | run: needs the name of a program; usage: run [--json] [--user UID[:GID]] NAME [ARG...]",
                "run no | run: no program no; there are no programs",
                "run --jsn no | run: unknown option --jsn; usage: run [--json] [--user UID[:GID]] NAME [ARG...]",
                "stat --histograms | stat: --histograms needs a value; --help tells more",
                "stat --histograms yes | stat: yes is neither on nor off",
                "limits 1 HANDLE 5 | limits: unknown HANDLE; there are HANDLES, MEMORY_BYTES, QUEUE_BYTES, CHILDREN,"
                        + " THREADS",
                "limits 1 HANDLES many | limits: many is not a limit, bounds 0 to 9,223,372,036,854,775,807",
                "limits 1 HANDLES 9:5 | limits: EINVAL: limit HANDLES to 9, bounds 0 to 5",
                "top -n 0 | top: 0 is not a number of times, bounds 1 to 2,147,483,647",
                "strace 0 | strace: 0 is not the number of a process, bounds 1 to 2,147,483,647",
                "strace on | strace: needs the number of a process, or all; usage: strace"
            })
    void shouldRefuseInWordsForPeople(String line, String refusal) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shell.type("ipc:" + line))
                .satisfies(thrown -> assertThat(thrown.toString()).startsWith(refusal))
                .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty());
    }
}
