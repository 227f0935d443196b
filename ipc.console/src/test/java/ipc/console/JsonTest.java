package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.IpcProcess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @Test
    void shouldNestObjectsAndArraysInTheirOrder() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("b", List.of(1, 2L, -3.5));
        object.put("a", Map.of("x", true));
        object.put("none", null);

        assertThat(Json.of(object)).isEqualTo("{\"b\":[1,2,-3.5],\"a\":{\"x\":true},\"none\":null}");
    }

    @Test
    void shouldWriteNothingAsEmptyObjectAndArray() {
        assertThat(Json.of(Map.of())).isEqualTo("{}");
        assertThat(Json.of(List.of())).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"plain,\"plain\"", "say \"no\",\"say \\\"no\\\"\"", "a\\b,\"a\\\\b\"", "bis für,\"bis f\\u00fcr\""
            })
    void shouldQuoteTexts(String text, String quoted) {
        assertThat(Json.of(text)).isEqualTo(quoted);
    }

    @Test
    void shouldEscapeWhatHasNoPlaceInALine() {
        assertThat(Json.of("a\nb\tc\rd\u0000\u001b\uD83D\uDE00"))
                .isEqualTo("\"a\\nb\\tc\\rd\\u0000\\u001b\\ud83d\\ude00\"");
    }

    @Test
    void shouldWriteConstantsByName() {
        assertThat(Json.of(IpcProcess.State.BLOCKED)).isEqualTo("\"BLOCKED\"");
    }

    @Test
    void shouldHaveNoWordForWhatIsNoNumber() {
        assertThat(Json.of(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                .isEqualTo("[null,null,null]");
    }
}
