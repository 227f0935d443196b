package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TallyTest {
    private static final int WINDOW = 64;

    private final Tally tally = new Tally(1_000);

    @Test
    void shouldExpectNothingUrgentAtFirst() {
        assertThat(tally.mayBeAbove(0)).isFalse();
    }

    @Test
    void shouldExpectWhatMayNotBeInLineYet() {
        tally.sends(5);
        tally.sends(2);

        assertThat(tally.mayBeAbove(4)).isTrue();
        assertThat(tally.mayBeAbove(5)).isFalse();
    }

    @Test
    void shouldForgetAnUrgentMessageOnceItIsInLine() {
        tally.sends(9);
        sendMany(WINDOW);
        tally.lined(WINDOW + 1);

        sendMany(2 * WINDOW);

        assertThat(tally.mayBeAbove(0)).isFalse();
    }

    @Test
    void shouldRememberAnUrgentMessageUntilItIsInLine() {
        sendMany(WINDOW - 1);
        tally.sends(9);
        tally.lined(WINDOW - 1);

        sendMany(10 * WINDOW);

        assertThat(tally.mayBeAbove(8)).isTrue();
    }

    @Test
    void shouldRememberAnUrgentMessageOfTheLatestWindow() {
        sendMany(WINDOW);
        tally.lined(WINDOW);
        sendMany(WINDOW - 1);
        tally.sends(9);

        sendMany(WINDOW - 1);

        assertThat(tally.mayBeAbove(8)).isTrue();
    }

    @Test
    void shouldMeasureTheHighestDepth() {
        sendMany(10);
        for (int i = 0; i < 4; i++) {
            tally.leaves();
        }
        sendMany(5);

        assertThat(tally.depthHighest()).isEqualTo(11);
    }

    @Test
    void shouldContinueWhereAnotherOneStopped() {
        tally.continueFrom(100, 97, 7);

        sendMany(5);

        assertThat(tally.depthHighest()).isEqualTo(8);
        assertThat(tally.mayBeAbove(0)).isFalse();
    }

    private void sendMany(int count) {
        for (int i = 0; i < count; i++) {
            tally.sends(0);
        }
    }
}
