package ipc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Bench bench = new Bench(stream(out), stream(log));

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void shouldMeasureAllGroupsUnlessToldOtherwise() {
        Arguments arguments = Arguments.parse();

        assertThat(arguments.groups()).containsExactly(Group.values());
        assertThat(arguments.json()).isFalse();
        assertThat(arguments.quick()).isFalse();
        assertThat(arguments.help()).isFalse();
    }

    @Test
    void shouldTakeGroupsAndOptionsInAnyOrder() {
        Arguments arguments = Arguments.parse("--json", "gate", "--quick", "mq", "gate");

        assertThat(arguments.groups()).containsExactlyInAnyOrder(Group.MQ, Group.GATE);
        assertThat(arguments.json()).isTrue();
        assertThat(arguments.quick()).isTrue();
    }

    @Test
    void shouldRefuseUnknownGroupsNamingTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse("gates"))
                .withMessage("no group is called gates, known are mq, channels, pipes, sync, events, waits, gate,"
                        + " waitqueue, seeded");
    }

    @Test
    void shouldRefuseUnknownOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse("--jsno"))
                .withMessageContaining("--jsno")
                .withMessageContaining("--json");
    }

    @Test
    void shouldEndWithStatusTwoAndKeepStandardOutputEmptyIfMisused() {
        int status = bench.run("mq", "nonsense", "--json");

        assertThat(status).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("nonsense").contains("waitqueue");
    }

    @Test
    void shouldSayHowItIsUsed() {
        int status = bench.run("--help");

        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--json", "--quick")
                .contains(Group.words());
    }
}
