package ipc.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void shouldUnderstandAllOptions() {
        Options options = Options.parse(
                List.of("--json", "--workers", "3", "--no-swap", "--via", "pipe", "--trace", "t", "a", "b"));

        assertThat(options)
                .returns(true, Options::json)
                .returns(3, Options::workers)
                .returns(false, Options::swaps)
                .returns(Via.PIPE, Options::via)
                .returns("t", Options::trace);
        assertThat(options.inputs()).extracting(Input::name).containsExactly("a", "b");
    }

    @Test
    void shouldReadWhatComesWithTheJdkUnlessToldOtherwise() {
        assertThat(Options.parse(List.of()).bytes()).isPositive();
    }

    @Test
    void shouldNameWhatItDoesNotUnderstand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--fast")))
                .withMessageContaining("--fast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--workers", "0")))
                .withMessage("--workers is 0, bounds 1 to 64");
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of("--trace")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(List.of("--via", "pigeon")))
                .withMessage("--via is pigeon, there are queue, pipe, channel");
    }
}
