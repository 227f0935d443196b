package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Sync;
import ipc.sync.checked.CheckedSync;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockCommandsTest {
    private final RunningShell shell = new RunningShell();
    private Mutex first;
    private Mutex second;

    @BeforeEach
    void makeLocks() {
        shell.kernel()
                .bind(new CheckedSync(shell.kernel().scheduler(), shell.kernel().memory()), "ipc.sync.checked", 0);
        first = mutex("/a");
        second = mutex("/b");
    }

    private Mutex mutex(String name) {
        return shell.ipc().face(Sync.class).openMutex(name, Creation.mode(0600), MutexOptions.of(Kind.ERROR_CHECKING));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private static void lockBoth(Mutex outer, Mutex inner) {
        outer.lock();
        inner.lock();
        inner.unlock();
        outer.unlock();
    }

    @Test
    void shouldListLocksWithTheirHolders() throws Exception {
        first.lock();
        first.unlock();
        second.lock();
        int pid = shell.ipc().self().pid();

        assertThat(shell.type("ipc:locks").lines())
                .hasSize(3)
                .anyMatch(line ->
                        line.matches("NAME +PID +THREAD +HAS IT +HELD +MEAN +MAX +WAITED +MEAN +MAX +LOCKED AT"))
                .anyMatch(line -> line.matches("/a +0 +0 +0 +1 .* -"))
                .anyMatch(line -> line.matches("/b +" + pid + " .*LockCommandsTest.shouldListLocks.*"));
    }

    @Test
    void shouldGiveWholeStacksAsJson() throws Exception {
        second.lock();

        assertThat(shell.type("ipc:locks --json"))
                .startsWith("[{\"name\":\"/a\",\"pid\":0,")
                .contains("\"stack\":[\"")
                .endsWith("]}]\n");
    }

    @Test
    void shouldSummarizeCircles() throws Exception {
        lockBoth(first, second);
        lockBoth(second, first);
        int pid = shell.ipc().self().pid();

        assertThat(shell.type("ipc:inversions").lines())
                .hasSize(5)
                .startsWith("circle 1:")
                .anyMatch(line -> line.matches(" *" + pid + " +\\d+ +/a +/b .*LockCommandsTest.lockBoth.*"))
                .anyMatch(line -> line.matches(" *" + pid + " +\\d+ +/b +/a .*LockCommandsTest.lockBoth.*"))
                .last()
                .isEqualTo("ipc.sync.checked: 1 circles found, 2 orders known of at most 1,024, 0 not judged");
    }

    @Test
    void shouldShowTheStacksOfACircle() throws Exception {
        lockBoth(first, second);
        lockBoth(second, first);
        int pid = shell.ipc().self().pid();

        assertThat(shell.type("ipc:inversions 1").lines())
                .startsWith("process " + pid + " has /a, locked at")
                .contains("and wants /b, at", "process " + pid + " has /b, locked at", "and wants /a, at")
                .filteredOn(line -> line.contains("LockCommandsTest.lockBoth"))
                .hasSize(4);
        assertThat(shell.type("ipc:inversions --json 1"))
                .startsWith("[{\"number\":1,\"nanos\":")
                .contains("\"steps\":[{\"pid\":" + pid + ",", "\"wantsStack\":[\"");
    }

    @Test
    void shouldRefuseACircleThatThereIsNot() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shell.type("ipc:inversions 1"))
                .withMessage("inversions: 1 is not the number of a circle, bounds 1 to 0");
    }

    @Test
    void shouldSayThatNobodyChecks() {
        try (RunningShell unchecked = new RunningShell()) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> unchecked.type("ipc:locks"))
                    .withMessage("locks: no provider is there that checks locks; install ipc.sync.checked");
        }
    }
}
