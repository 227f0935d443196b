package ipc.kernel.swap;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.SwapWay;
import org.junit.jupiter.api.Test;

/** One provider serves by choice; others stand in for it. */
class WhoServesTest extends SwapRig {
    private void greedy() {
        kernel.swapSettings(settings(HOURS, HOURS).greedy(true));
    }

    @Test
    void shouldTakeTheBetterOneUntilSomethingIsInUse() {
        kernel.unbind(textbook);
        bind(textbook, "textbook", 1000);

        assertThat(serving()).isEqualTo("textbook");
        assertThat(latest().way()).isEqualTo(SwapWay.RANKING);
    }

    @Test
    void shouldKeepTheProviderWhenABetterOneComes() {
        queueWith();
        kernel.unbind(textbook);
        bind(textbook, "textbook", 1000);

        assertThat(serving()).isEqualTo("slots");
    }

    @Test
    void shouldTakeTheBetterOneIfGreedy() {
        greedy();
        queueWith();
        kernel.unbind(textbook);
        bind(textbook, "textbook", 1000);

        assertThat(serving()).isEqualTo("textbook");
        assertThat(latest().way()).isEqualTo(SwapWay.RANKING);
    }

    @Test
    void shouldReturnToTheChosenProvider() {
        kernel.unbind(slots);
        assertThat(serving()).isEqualTo("textbook");
        assertThat(latest().way()).isEqualTo(SwapWay.DEPARTURE);

        bind(slots, "slots", 100);

        assertThat(serving()).isEqualTo("slots");
        assertThat(latest().way()).isEqualTo(SwapWay.RETURN);
    }

    @Test
    void shouldNotReturnToAProviderThatWasReplacedByCommand() {
        swapTo("textbook");
        kernel.unbind(slots);

        bind(slots, "slots", 100);

        assertThat(serving()).isEqualTo("textbook");
    }

    @Test
    void shouldAskForHelpIfTheChosenProviderReturnsAndIsOfNoUse() {
        kernel.subsystems().getFirst().exchange().rescue((name, why) -> log.add(name + ": " + why));
        kernel.unbind(slots);
        slots.schema = 2;

        bind(slots, "slots", 100);

        assertThat(serving()).isEqualTo("textbook");
        assertThat(log).containsExactly("slots: PREFLIGHT: slots has state schema 2, needed is 1");
    }

    @Test
    void shouldCountGenerations() {
        int before = kernel.admin().mechanisms().getFirst().generation();

        swapTo("textbook");
        kernel.unbind(textbook);

        assertThat(kernel.admin().mechanisms().getFirst().generation()).isEqualTo(before + 2);
        assertThat(serving()).isEqualTo("slots");
    }
}
