package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Program;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Mechanism;
import ipc.kernel.swap.SwapSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs of a scenario with a provider, or with two that change meanwhile; afterwards nothing may be left. */
final class ProviderRuns {
    private static final int GRACE_MILLIS = 1_000_000;

    /** Whose watch for deadlocks waits for its next look. */
    private static final int KERNEL_PID = 1;

    /** Lets the providers of another mechanism change at other moments. */
    private static final long FURTHER = 0x9E3779B97F4A7C15L;

    private final BiFunction<Scheduler, Memory, ? extends Mechanism> first;
    private final BiFunction<Scheduler, Memory, ? extends Mechanism> second;

    /** Of another mechanism, twice if providers change; null for none. */
    private final @Nullable BiFunction<Scheduler, Memory, ? extends Mechanism> further;

    private final Scenario scenario;
    private final Consumer<Kernel> afterwards;

    /** Makes the program of a run. */
    @FunctionalInterface
    interface Scenario {
        /**
         * Makes it.
         *
         * @param seed decides what happens
         * @param changing what runs beside it and changes providers; none if they are not to change
         */
        Program of(long seed, ChangingProviders... changing);
    }

    private ProviderRuns(
            BiFunction<Scheduler, Memory, ? extends Mechanism> first,
            BiFunction<Scheduler, Memory, ? extends Mechanism> second,
            @Nullable BiFunction<Scheduler, Memory, ? extends Mechanism> further,
            Scenario scenario,
            Consumer<Kernel> afterwards) {
        this.first = first;
        this.second = second;
        this.further = further;
        this.scenario = scenario;
        this.afterwards = afterwards;
    }

    static ProviderRuns of(BiFunction<Scheduler, Memory, ? extends Mechanism> provider, Scenario scenario) {
        return new ProviderRuns(provider, provider, null, scenario, kernel -> {});
    }

    /** Returns runs in which providers change to another kind. */
    ProviderRuns changingTo(BiFunction<Scheduler, Memory, ? extends Mechanism> other) {
        return new ProviderRuns(first, other, further, scenario, afterwards);
    }

    /** Returns runs after which there is more to check. */
    ProviderRuns checking(Consumer<Kernel> check) {
        return new ProviderRuns(first, second, further, scenario, check);
    }

    /** Returns runs with one more mechanism, whose providers change as those of the first one do. */
    ProviderRuns beside(BiFunction<Scheduler, Memory, ? extends Mechanism> other) {
        return new ProviderRuns(first, second, other, scenario, afterwards);
    }

    /** Runs with so many seeds. */
    void explore(int seeds, boolean changes) {
        Simulation.explore(seeds, seed -> run(seed, changes));
    }

    /** Runs until so many processes were killed. */
    void exploreKills(int kills, AtomicInteger killed) {
        Simulation.exploreKills(kills, killed, seed -> run(seed, false));
    }

    /** Returns what is wrong with the run of a seed; empty if nothing is. */
    String complaintOf(long seed) {
        try {
            run(seed, false);
            return "";
        } catch (AssertionError found) {
            return String.valueOf(found.getMessage());
        }
    }

    private void run(long seed, boolean changes) {
        Simulation simulation = new Simulation(seed);
        Kernel kernel = simulation.kernel();
        kernel.swapSettings(SwapSettings.DEFAULTS.graceMillis(GRACE_MILLIS));
        List<ChangingProviders> changing = new ArrayList<>(bind(kernel, first, second, seed, changes));
        if (further != null) {
            changing.addAll(bind(kernel, further, further, seed ^ FURTHER, changes));
        }
        simulation.run(scenario.of(seed, changing.toArray(ChangingProviders[]::new)));
        afterwards.accept(kernel);
        assertThat(kernel.admin().waits())
                .filteredOn(wait -> wait.pid() != KERNEL_PID)
                .as("waits at the end")
                .isEmpty();
        assertThat(kernel.memory().usedBytes()).as("bytes kept at the end").isZero();
        assertThat(kernel.handles().count()).as("handles open at the end").isZero();
    }

    /** Binds one provider, or two that are to change. */
    private static List<ChangingProviders> bind(
            Kernel kernel,
            BiFunction<Scheduler, Memory, ? extends Mechanism> provider,
            BiFunction<Scheduler, Memory, ? extends Mechanism> other,
            long seed,
            boolean changes) {
        Mechanism one = provider.apply(kernel.scheduler(), kernel.memory());
        kernel.bind(one, "first", 0);
        if (!changes) {
            return List.of();
        }
        Mechanism two = other.apply(kernel.scheduler(), kernel.memory());
        kernel.bind(two, "second", 0);
        return List.of(ChangingProviders.of(kernel, List.of(one, two), seed));
    }
}
