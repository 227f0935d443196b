package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Program;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Mechanism;
import ipc.kernel.swap.SwapSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Runs of a scenario with a provider, or with two that change meanwhile; afterwards nothing may be left. */
final class ProviderRuns {
    private static final int GRACE_MILLIS = 1_000_000;

    /** Whose watch for deadlocks waits for its next look. */
    private static final int KERNEL_PID = 1;

    private final BiFunction<Scheduler, Memory, ? extends Mechanism> first;
    private final BiFunction<Scheduler, Memory, ? extends Mechanism> second;
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
            Scenario scenario,
            Consumer<Kernel> afterwards) {
        this.first = first;
        this.second = second;
        this.scenario = scenario;
        this.afterwards = afterwards;
    }

    static ProviderRuns of(BiFunction<Scheduler, Memory, ? extends Mechanism> provider, Scenario scenario) {
        return new ProviderRuns(provider, provider, scenario, kernel -> {});
    }

    /** Returns runs in which providers change to another kind. */
    ProviderRuns changingTo(BiFunction<Scheduler, Memory, ? extends Mechanism> other) {
        return new ProviderRuns(first, other, scenario, afterwards);
    }

    /** Returns runs after which there is more to check. */
    ProviderRuns checking(Consumer<Kernel> check) {
        return new ProviderRuns(first, second, scenario, check);
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
        Mechanism one = first.apply(kernel.scheduler(), kernel.memory());
        kernel.bind(one, "first", 0);
        if (changes) {
            Mechanism other = second.apply(kernel.scheduler(), kernel.memory());
            kernel.bind(other, "second", 0);
            simulation.run(scenario.of(seed, ChangingProviders.of(kernel, List.of(one, other), seed)));
        } else {
            simulation.run(scenario.of(seed));
        }
        afterwards.accept(kernel);
        assertThat(kernel.admin().waits())
                .filteredOn(wait -> wait.pid() != KERNEL_PID)
                .as("waits at the end")
                .isEmpty();
        assertThat(kernel.memory().usedBytes()).as("bytes kept at the end").isZero();
        assertThat(kernel.handles().count()).as("handles open at the end").isZero();
    }
}
