package ipc.kernel;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.Barriers;
import ipc.api.sync.Creation;
import ipc.api.sync.spi.SyncMechanism;
import ipc.kernel.PlantedBarrier.Bug;
import ipc.sync.GuardedSync;
import ipc.testkit.client.Child;
import ipc.testkit.client.Client;
import org.junit.jupiter.api.Test;

/** Who waits at a barrier of a provider that leaves without its state hears that nobody will come. */
class BarrierLossTest implements Client {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");
    private final SyncMechanism losing =
            new PlantedBarrier.Mechanism(new GuardedSync(kernel.scheduler(), kernel.memory()), Bug.KEEPS_ITS_STATE);

    BarrierLossTest() {
        kernel.bind(losing, "losing", 0);
    }

    @Override
    public Ipc ipc() {
        return ipc;
    }

    @Override
    public KernelAdmin admin() {
        return kernel.admin();
    }

    @Test
    void shouldBreakWaitsAndBeginAnew() {
        String name = newName();
        Barrier barrier = ipc.face(Barriers.class).open(name, Creation.mode(0600), BarrierOptions.of(2));
        Child<Integer> waiter = party(name);

        kernel.unbind(losing);
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "next", 0);

        assertFails(Errno.EPIPE, waiter::result);
        assertThat(barrier.status().arrived()).isZero();
        assertThat(barrier.status().broken()).isFalse();
        Child<Integer> next = party(name);
        assertThat(barrier.await()).isEqualTo(Barrier.SERIAL);
        assertThat(next.result()).isEqualTo(1);
    }

    private Child<Integer> party(String name) {
        Child<Integer> party = start(own -> own.face(Barriers.class)
                .open(name, Creation.none(), BarrierOptions.of(2))
                .await());
        awaitBlocked(party.process());
        return party;
    }
}
