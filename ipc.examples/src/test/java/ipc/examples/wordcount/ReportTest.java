package ipc.examples.wordcount;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Pauses PAUSES = Pauses.of(List.of(3_000_000L, 500_000L, 1_000_000L));

    private static Report report(long lost, long duplicated, Map<String, Long> counts) {
        return report(lost, duplicated, counts, 1_000_000_000L);
    }

    private static Report report(long lost, long duplicated, Map<String, Long> counts, long plainNanos) {
        Map<String, Long> plain = Map.of("a", 1L);
        return new Report(1 << 20, List.of(), lost, duplicated, 0, counts, plain, 2_000_000_000L, plainNanos, PAUSES);
    }

    @Test
    void shouldMatchOnlyEqualCountsWithoutLossOrDuplicate() {
        assertThat(report(0, 0, Map.of("a", 1L)).matches()).isTrue();
        assertThat(report(0, 0, Map.of("a", 2L)).matches()).isFalse();
        assertThat(report(1, 0, Map.of("a", 1L)).matches()).isFalse();
        assertThat(report(0, 1, Map.of("a", 1L)).matches()).isFalse();
    }

    @Test
    void shouldPrintOneObject() {
        assertThat(report(0, 0, Map.of("a", 1L)).json())
                .isEqualTo("{\"bytes\":1048576,\"messages\":0,\"lost\":0,\"duplicated\":0,\"matches\":true,"
                        + "\"seconds\":2.000,\"throughputMiBps\":0.50,\"swaps\":3,"
                        + "\"pauseLongestMillis\":3.000,\"pauseMedianMillis\":1.000}");
    }

    @Test
    void shouldPrintThroughput() {
        assertThat(table(1_000_000_000L)).contains("processes 2.000 s, 0.50 MiB/s; plain loop 1.000 s, 1.00 MiB/s");
    }

    @Test
    void shouldPrintNoThroughputInVirtualTime() {
        assertThat(table(0)).contains("processes 2.000 s of virtual time").doesNotContain("MiB/s");
    }

    private static String table(long plainNanos) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report(0, 0, Map.of("a", 1L), plainNanos).print(new PrintStream(bytes, true, UTF_8), false);
        return bytes.toString(UTF_8);
    }
}
