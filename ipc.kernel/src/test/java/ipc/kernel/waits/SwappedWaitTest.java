package ipc.kernel.waits;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Signal;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.sync.Creation;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.kernel.Kernel;
import ipc.mq.SlotQueues;
import ipc.sync.GuardedSync;
import ipc.testkit.kernel.Watchdog;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits for objects of two mechanisms that sleep while a provider of one of them is replaced. */
class SwappedWaitTest {
    private static final Outcome ALL = new Outcome(0, Set.of(Signal.READABLE));

    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");
    private final AtomicReference<@Nullable Outcome> found = new AtomicReference<>();
    private final MessageQueue queue;
    private final Semaphore semaphore;

    SwappedWaitTest() {
        for (int i = 0; i < 2; i++) {
            kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync" + i, 0);
            kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq" + i, 0);
        }
        this.queue = queue(ipc);
        this.semaphore = semaphore(ipc);
    }

    private static MessageQueue queue(Ipc ipc) {
        return ipc.face(MessageQueues.class).open("/q", QueueOptions.readWrite().create(0600));
    }

    private static Semaphore semaphore(Ipc ipc) {
        return ipc.face(Sync.class).openSemaphore("/s", Creation.mode(0600), SemaphoreOptions.counting(0));
    }

    private IpcProcess startWaiter() {
        IpcProcess waiter = ipc.spawn(SpawnOptions.program("waiter", (own, none) -> {
            List<Item> both = List.of(new Item(queue(own), Set.of(Signal.READABLE)), Item.of(semaphore(own)));
            found.set(own.face(Waits.class).all(both, Timeout.forever()));
            return 0;
        }));
        awaitBlocked(waiter);
        return waiter;
    }

    private static void awaitBlocked(IpcProcess process) {
        long end = System.nanoTime() + Watchdog.limit().toNanos();
        while (process.state() != IpcProcess.State.BLOCKED) {
            assertThat(System.nanoTime()).as("the watchdog barks").isLessThan(end);
            Thread.yield();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mq", "sync"})
    @Row({"EV-11", "G-17"})
    void shouldGoOnWithTheNextProvider(String mechanism) {
        IpcProcess waiter = startWaiter();
        semaphore.release();
        awaitBlocked(waiter);

        assertThat(kernel.admin().swap(mechanism, SwapOptions.toBest()).outcome())
                .isEqualTo(SwapOutcome.SWITCHED);

        awaitBlocked(waiter);
        assertThat(semaphore.status().permits()).as("nothing is taken yet").isEqualTo(1);
        queue.send(ByteBuffer.wrap(new byte[1]), 0);
        assertThat(ipc.waitFor(waiter.pid(), Timeout.after(Watchdog.limit()))).isNotNull();
        assertThat(found.get()).isEqualTo(ALL);
        assertThat(semaphore.status().permits()).isZero();
    }
}
