package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpinningPatienceTest extends PatienceRig {
    private static final int SPINS = 200;
    private static final int SPINS_MAX = 2_000;
    private static final int TRIAL_PERIOD = 32;

    SpinningPatienceTest() {
        super(new SpinningPatience());
    }

    @BeforeEach
    void needsAnotherProcessor() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
    }

    @Test
    void shouldSpinBrieflyAtFirst() {
        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(SPINS);
    }

    @Test
    void shouldSpinLongEveryNowAndThen() {
        waitInVainUntilATrial();

        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(SPINS_MAX);
    }

    @Test
    void shouldSpinBrieflyAgainAfterALongSpinInVain() {
        waitInVainUntilATrial();
        waitInVain();

        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(SPINS);
    }

    @Test
    void shouldGoOnSpinningLongWhileThatWorks() {
        waitInVainUntilATrial();
        succeedAt(SPINS_MAX - 1);
        succeedAt(SPINS_MAX - 1);

        int attempts = waitInVain();

        assertThat(attempts).isEqualTo(SPINS_MAX);
    }

    private void waitInVainUntilATrial() {
        for (int i = 1; i < TRIAL_PERIOD; i++) {
            waitInVain();
        }
    }
}
