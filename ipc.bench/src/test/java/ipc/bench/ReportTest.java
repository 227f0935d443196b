package ipc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Row REACHED = new Row("a \"work\"", 12.345678, 30, "peer", "ns", 2.43, 2.1, 2.6, 1.0);
    private static final Row MISSED = new Row("work", 0.00004, 1_000_000, "p\\q", "B", 0.5, 0.5, 0.5, 2.0);
    private static final Row NOT_MEASURED =
            new Row("work", 1, Double.NaN, "peer", "ns", Double.NaN, Double.NaN, Double.NaN, null);

    /** What the array has to look like. */
    private static void checkJson(Function<List<Row>, String> json) {
        assertThat(json.apply(List.of(REACHED)))
                .isEqualTo("[{\"work\":\"a \\\"work\\\"\",\"ours\":12.346,\"peer\":30,\"peerName\":\"peer\","
                        + "\"unit\":\"ns\",\"ratio\":2.43,\"goal\":1}]");
    }

    @Test
    void shouldWriteOneObjectForEachRow() {
        checkJson(Json::array);
    }

    @Test
    void shouldFindJsonWithAWrongFigure() {
        Row planted = new Row("a \"work\"", 30, 12.345678, "peer", "ns", 2.43, 2.1, 2.6, 1.0);

        assertThatThrownBy(() -> checkJson(rows -> Json.array(List.of(planted))))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldWritePlainNumbersAndNulls() {
        String json = Json.array(List.of(MISSED, NOT_MEASURED));

        assertThat(json)
                .contains("\"ours\":0.00004,\"peer\":1000000,\"peerName\":\"p\\\\q\"")
                .contains("\"ours\":1,\"peer\":null")
                .contains("\"ratio\":null,\"goal\":null");
    }

    @Test
    void shouldEscapeWhatJsonDoesNotTake() {
        assertThat(Json.string("\"\\\n→")).isEqualTo("\"\\\"\\\\\\u000a→\"");
    }

    @Test
    void shouldWriteAnEmptyArray() {
        assertThat(Json.array(List.of())).isEqualTo("[]");
    }

    @Test
    void shouldSayInTheTableWhichGoalsWereMissed() {
        List<String> lines =
                Table.of(List.of(REACHED, MISSED, NOT_MEASURED)).lines().toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).contains("2.10..2.60").endsWith("1.00 reached");
        assertThat(lines.get(2)).contains("0.50").endsWith("2.00 MISSED");
        assertThat(lines.get(3)).startsWith("   ").endsWith("-");
    }

    @Test
    void shouldShowTheHottestMethodsFirst() {
        String text = Profile.hottest(Map.of("a.B.cold", 1, "a.B.hot", 3));

        assertThat(text.lines()).containsExactly("   75.0 %  a.B.hot", "   25.0 %  a.B.cold");
    }
}
