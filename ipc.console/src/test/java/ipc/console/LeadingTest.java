package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeadingTest {
    @Test
    void shouldTakeOptionsUpToTheProgramsName() {
        Leading leading = Leading.of("--json", "--user", "7:8", "demo", "--json", "--help");

        assertThat(leading.json()).isTrue();
        assertThat(leading.help()).isFalse();
        assertThat(leading.user()).isEqualTo("7:8");
        assertThat(leading.rest()).containsExactly("demo", "--json", "--help");
    }

    @Test
    void shouldLeaveAnUnknownOptionToBeRefused() {
        assertThat(Leading.of("--jsn", "demo").rest()).containsExactly("--jsn", "demo");
    }

    @Test
    void shouldFindNothingInNothing() {
        assertThat(Leading.of()).isEqualTo(new Leading(false, false, null, List.of()));
    }

    @Test
    void shouldNoteThatTheUserIsMissing() {
        assertThat(Leading.of("--user").user()).isEmpty();
    }
}
