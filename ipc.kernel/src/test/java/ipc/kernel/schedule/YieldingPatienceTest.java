package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YieldingPatienceTest extends PatienceRig {
    private static final int YIELDS = 8;
    private static final int SPINS = 64;
    private static final int TRIAL_PERIOD = 32;

    YieldingPatienceTest() {
        super(new YieldingPatience());
    }

    @Test
    void shouldOnlyYieldAtFirst() {
        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(YIELDS);
    }

    @Test
    void shouldSpinFirstOnceYieldingTookSeveralTurns() {
        succeedAt(3);

        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(SPINS + YIELDS);
    }

    @Test
    void shouldNotSpinWhereOneTurnOfOthersIsEnough() {
        succeedAt(1);

        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(YIELDS);
    }

    @Test
    void shouldNotSpinAgainAfterSpinningInVain() {
        succeedAt(3);
        waitInVain();

        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(YIELDS);
    }

    @Test
    void shouldGoOnSpinningWhileThatWorks() {
        succeedAt(3);
        succeedAt(SPINS - 1);

        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(SPINS + YIELDS);
    }

    @Test
    void shouldTrySpinningNowAndThen() {
        for (int i = 1; i < TRIAL_PERIOD; i++) { // the first wait has another before it to judge
            succeedAt(1);
        }

        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(SPINS + YIELDS);
    }
}
