package ipc.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ipc.dist.CommandLine.Refused;
import ipc.dist.CommandLine.Verb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void shouldOpenShellWithoutWords() throws Refused {
        assertThat(CommandLine.parse()).isEqualTo(new CommandLine(Verb.SHELL, List.of(), null, false));
        assertThat(CommandLine.parse("--seed", "5")).isEqualTo(new CommandLine(Verb.SHELL, List.of(), 5L, false));
    }

    @Test
    void shouldOnlyStartToTellTheTime() throws Refused {
        assertThat(CommandLine.parse("--time")).isEqualTo(new CommandLine(Verb.NONE, List.of(), null, true));
    }

    @Test
    void shouldJoinWordsToOneLine() throws Refused {
        assertThat(CommandLine.parse("--time", "exec", "--seed=-1", "ipc:ps", "--json"))
                .isEqualTo(new CommandLine(Verb.EXEC, List.of("ipc:ps --json"), -1L, true));
    }

    @Test
    void shouldLeaveProgramItsOwnArguments() throws Refused {
        assertThat(CommandLine.parse("run", "--seed", "7", "demo", "--seed", "x", "--time"))
                .isEqualTo(new CommandLine(Verb.RUN, List.of("demo", "--seed", "x", "--time"), 7L, false));
    }

    @Test
    void shouldFindSeedAnywhereInDemo() throws Refused {
        assertThat(CommandLine.parse("demo", "a.txt", "--seed", "42", "--json"))
                .isEqualTo(new CommandLine(Verb.RUN, List.of("demo", "a.txt", "--json"), 42L, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bogus | no command bogus; there are shell, exec, run, demo",
                "exec | exec needs a command, for example: exec 'ipc:ps'",
                "exec --seed 1 | exec needs a command, for example: exec 'ipc:ps'",
                "run | run needs the name of a program; exec ipc:programs lists them",
                "demo --seed | --seed needs a number",
                "demo --seed 0x5 | --seed is 0x5, it must be a whole number of at most 64 bits",
                "run --seed=9223372036854775808 demo"
                        + "| --seed is 9223372036854775808, it must be a whole number of at most 64 bits",
                "shell ps | shell takes no ps"
            })
    void shouldRefuseWhatMakesNoSense(String words, String why) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> CommandLine.parse(words.split(" ")))
                .withMessage(why);
    }
}
