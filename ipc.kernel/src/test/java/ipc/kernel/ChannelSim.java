package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Ipc;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.channels.RingChannels;
import ipc.kernel.ChannelScenario.Plan;
import ipc.kernel.swap.SwapSettings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * Channels under the seeded scheduler: whoever is killed and however often the provider changes, no message is lost or
 * doubled, nobody waits for ever, and handles, channels and memory are given back.
 */
class ChannelSim {
    private static final int SEEDS = 1_000;
    private static final int KILLS = 10_000;
    private static final int SWAPS = 2_000;

    private final AtomicInteger kills = new AtomicInteger();

    @Test
    void shouldDeliverEachMessageOnce() {
        explore(SEEDS, new Plan(false, false), RingChannels::new);
    }

    @Test
    void shouldLeaveNothingBehindWhoeverIsKilled() {
        Simulation.exploreKills(KILLS, kills, seed -> run(seed, new Plan(true, false), RingChannels::new));
    }

    @Test
    void shouldGoOnInAnotherProviderWhoeverIsKilled() {
        explore(SWAPS, new Plan(true, true), RingChannels::new);
    }

    @Test
    void shouldFindALostWakeUp() {
        assertThatThrownBy(() -> explore(SEEDS, new Plan(false, false), Planted::losingWakesOfChannels))
                .hasMessageContaining("seed");
    }

    @Test
    void shouldFindHandlesThatAreForgotten() {
        assertThatThrownBy(() -> explore(SEEDS, new Plan(true, false), Planted::forgettingHandles))
                .hasMessageContaining("seed");
    }

    private void explore(int seeds, Plan plan, BiFunction<Scheduler, Memory, ChannelMechanism> provider) {
        Simulation.explore(seeds, seed -> run(seed, plan, provider));
    }

    private void run(long seed, Plan plan, BiFunction<Scheduler, Memory, ChannelMechanism> provider) {
        Simulation simulation = new Simulation(seed);
        Kernel kernel = simulation.kernel();
        kernel.swapSettings(SwapSettings.DEFAULTS.graceMillis(1_000_000));
        kernel.bind(provider.apply(kernel.scheduler(), kernel.memory()), "one", 1);
        kernel.bind(provider.apply(kernel.scheduler(), kernel.memory()), "other", 0);
        long memory = kernel.memory().usedBytes();
        simulation.run((ipc, arguments) -> {
            long handles = kernel.handles().count();
            spawnAndWait(ipc, new ChannelScenario(seed, kernel, plan, kills));
            assertThat(kernel.admin().objects()).isEmpty();
            assertThat(kernel.admin().waits()).isEmpty();
            assertThat(kernel.handles().count()).isEqualTo(handles);
            assertThat(kernel.memory().usedBytes()).isEqualTo(memory);
            return 0;
        });
    }

    private static void spawnAndWait(Ipc ipc, ChannelScenario scenario) {
        int pid = ipc.spawn(SpawnOptions.program("scenario", scenario)).pid();
        assertThat(ipc.waitFor(pid, Timeout.forever())).matches(status -> status.status() == 0);
    }
}
