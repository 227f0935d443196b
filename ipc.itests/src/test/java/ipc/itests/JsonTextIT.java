package ipc.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of the shell's JSON, judged itself. */
class JsonTextIT {
    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "1", "\"a\\u00fc\\n\"", "[{\"a\":[1,-2.5e3,true,null],\"b\":{\"c\":\"x,}\"}}]"})
    void shouldAcceptJson(String text) {
        assertThat(JsonText.isOneValue(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "[s]",
                "[1,]",
                "{\"a\":}",
                "{a:1}",
                "[] []",
                "01",
                "\"a\nb\"",
                "[NaN]",
                "{\"a\":1",
                "PID  NAME"
            })
    void shouldRefuseWhatIsNot(String text) {
        assertThat(JsonText.isOneValue(text)).isFalse();
    }

    @Test
    void shouldRefuseWhatItUsesItself() {
        assertThat(JsonText.isOneValue("\u0001")).isFalse();
        assertThat(JsonText.isOneValue("[\u0002]")).isFalse();
    }

    @Test
    void shouldReadALongText() {
        assertThat(JsonText.isOneValue("[\"" + "long \\n".repeat(20_000) + "\"]"))
                .isTrue();
    }
}
