package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import ipc.api.Ipc;
import ipc.api.IpcThread;
import ipc.api.ThreadStatus.State;
import ipc.api.Threads;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Owner;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Sync;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.SyncMechanism;
import ipc.sync.GuardedSync;
import ipc.sync.checked.CheckedSync;
import ipc.testkit.rows.Row;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads under the seeded scheduler: many seeds, with kills, with and without providers that change meanwhile. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class ThreadSim {
    private static final int SEEDS = 3_000;
    private static final int SWAPPED_SEEDS = 1_000;
    private static final int PLANTED_SEEDS = 1_000;

    @Test
    @Row({"TH-05", "TH-10", "EV-23"})
    void shouldTellOfEachEnd() {
        runs(GuardedSync::new).explore(SEEDS, false);
    }

    @Test
    @Row({"TH-10", "G-17"})
    void shouldDoSoWhileProvidersChange() {
        runs(GuardedSync::new).changingTo(CheckedSync::new).explore(SWAPPED_SEEDS, true);
    }

    @Test
    void shouldFindALockThatStaysLocked() {
        ProviderRuns planted = runs((scheduler, memory) -> new Deaf(new GuardedSync(scheduler, memory)));

        assertThatThrownBy(() -> planted.explore(PLANTED_SEEDS, false)).hasStackTraceContaining("deadlock");
    }

    @Test
    void shouldFindASilentGrant() {
        ProviderRuns planted = runs((scheduler, memory) -> new PlantedSync(new GuardedSync(scheduler, memory), true));

        assertThatThrownBy(() -> planted.explore(PLANTED_SEEDS, false)).hasStackTraceContaining("did not give it up");
    }

    /** Nobody waits for ever for a thread because a provider is broken. */
    @Test
    void shouldEndThoughTheProviderFails() {
        Kernel kernel = Kernel.live();
        kernel.bind(new Broken(new GuardedSync(kernel.scheduler(), kernel.memory())), "broken", 0);
        Ipc ipc = kernel.bundle("test");
        Mutex mutex = ipc.face(Sync.class).createMutex(MutexOptions.of(Kind.NORMAL));

        IpcThread thread = ipc.face(Threads.class).start("locks", mutex::lock);
        thread.join();

        assertThat(thread.status().state()).isEqualTo(State.RETURNED);
    }

    private static ProviderRuns runs(BiFunction<Scheduler, Memory, SyncMechanism> provider) {
        return ProviderRuns.of(provider, ThreadScenario::new);
    }

    /** Hears only of the ends of whole processes. */
    private record Deaf(SyncMechanism real) implements ForwardingSync {
        @Override
        public MutexObject restore(String name, MutexState state) {
            return new DeafMutex(real.restore(name, state));
        }
    }

    private record DeafMutex(MutexObject real) implements PlantedSync.Passing {
        @Override
        public void abandon(Owner gone) {
            if (gone.thread() == 0) {
                real.abandon(gone);
            }
        }
    }

    /** Cannot say who has a mutex. */
    private record Broken(SyncMechanism real) implements ForwardingSync {
        @Override
        public MutexObject restore(String name, MutexState state) {
            return new BrokenMutex(real.restore(name, state));
        }
    }

    private record BrokenMutex(MutexObject real) implements PlantedSync.Passing {
        @Override
        public MutexState.Holding holding() {
            throw new IllegalStateException("planted");
        }
    }
}
