package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.spi.Mechanism;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Changes between two providers of a mechanism, a few times: by swaps on command, and by departures with a return. */
final class ChangingProviders implements Program {
    private static final int CHANGES = 4;
    private static final int ABSENCE_NANOS = 5_000;
    private static final int PAUSE_NANOS = 20_000;

    private final Kernel kernel;
    private final List<? extends Mechanism> providers;
    private final Random random;
    private final boolean leaves;
    private final int pauseNanos;
    private int departures;

    private ChangingProviders(
            Kernel kernel, List<? extends Mechanism> providers, Random random, boolean leaves, int pauseNanos) {
        this.kernel = kernel;
        this.providers = providers;
        this.random = random;
        this.leaves = leaves;
        this.pauseNanos = pauseNanos;
    }

    /**
     * Makes a program.
     *
     * @param kernel in which they are bound
     * @param providers two
     * @param seed decides what happens when
     */
    static ChangingProviders of(Kernel kernel, List<? extends Mechanism> providers, long seed) {
        return new ChangingProviders(kernel, providers, new Random(~seed), true, PAUSE_NANOS);
    }

    /** Returns one by which a provider is always there. */
    ChangingProviders staying() {
        return new ChangingProviders(kernel, providers, random, false, pauseNanos);
    }

    /** Returns one that pauses for half as long between changes. */
    ChangingProviders hurrying() {
        return new ChangingProviders(kernel, providers, random, leaves, pauseNanos / 2);
    }

    /** Returns how often nobody was there. */
    int departures() {
        return departures;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        for (int i = 0; i < CHANGES; i++) {
            ipc.sleep(Duration.ofNanos(random.nextInt(pauseNanos)));
            if (leaves && random.nextInt(3) == 0) {
                leaveAndReturn(ipc);
            } else {
                var report = kernel.admin().swap(providers.getFirst().name(), SwapOptions.toBest());
                assertThat(report.outcome()).as(report.toString()).isEqualTo(SwapOutcome.SWITCHED);
            }
        }
        return 0;
    }

    private void leaveAndReturn(Ipc ipc) {
        int one = random.nextInt(2);
        Mechanism leaving = providers.get(one);
        Mechanism other = providers.get(1 - one);
        boolean alone = random.nextBoolean();
        if (alone) {
            departures++;
            kernel.unbind(other);
        }
        kernel.unbind(leaving);
        ipc.sleep(Duration.ofNanos(random.nextInt(ABSENCE_NANOS)));
        kernel.bind(leaving, "back", 0);
        if (alone) {
            kernel.bind(other, "other", 0);
        }
    }
}
