package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.kernel.Deadline;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueObject;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.swap.FaultyQueues;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Swaps under the seeded scheduler: whatever goes wrong at whatever step, whoever is killed or times out, the old
 * provider or the new one serves, no message is lost or doubled, and nobody waits for ever.
 */
class SwapSim {
    private static final int SEEDS = 20_000;
    private static final int PLACES = 200;
    private static final long WAIT_NANOS = 100_000;

    @Test
    void shouldEndWithOneProviderThatHasEverything() {
        explore(SEEDS, provider -> {});
    }

    /** Who waited first gets the first message, whoever comes back first into the other provider. */
    @Test
    void shouldKeepThePlacesOfReceivers() {
        places(scheduler -> {});
    }

    @Test
    void shouldFindAPlaceThatIsLost() {
        assertThatThrownBy(() -> places(SwapSim::beginAnew)).hasMessageContaining("deadlock");
    }

    /** The call that comes into the provider forgets that it has waited in another one. */
    private static void beginAnew(KernelScheduler scheduler) {
        Task task = scheduler.current();
        task.enter(task.gates(), task.caller());
    }

    private static void places(Consumer<KernelScheduler> bug) {
        Simulation.seeds(PLACES).forEach(seed -> {
            Simulation simulation = new Simulation(seed);
            KernelScheduler scheduler = simulation.kernel().scheduler();
            SwapScenario swaps = new SwapScenario(seed, simulation.kernel());
            assertThat(swaps.providers()).hasSize(2);
            swaps.providers().forEach(provider -> provider.onReceive(() -> bug.accept(scheduler)));
            simulation.run((ipc, arguments) -> places(ipc, simulation.kernel()));
        });
    }

    private static int places(Ipc ipc, Kernel kernel) {
        MessageQueues queues = ipc.face(MessageQueues.class);
        MessageQueue queue = queues.open("/places", QueueOptions.readWrite().create(0600));
        IpcProcess first = receiver(ipc);
        awaitWaiting(ipc, queue, 1);
        IpcProcess second = receiver(ipc);
        awaitWaiting(ipc, queue, 2);

        kernel.admin().swap("mq", SwapOptions.toBest());

        awaitWaiting(ipc, queue, 2);
        queue.send(ByteBuffer.allocate(1), 1);
        ipc.waitFor(first.pid(), Timeout.forever());
        queue.send(ByteBuffer.allocate(1), 1);
        ipc.waitFor(second.pid(), Timeout.forever());
        return 0;
    }

    private static IpcProcess receiver(Ipc ipc) {
        return ipc.spawn(SpawnOptions.program("receiver", (own, none) -> {
            ByteBuffer buffer = ByteBuffer.allocate(QueueOptions.MESSAGE_BYTES);
            own.face(MessageQueues.class)
                    .open("/places", QueueOptions.readWrite())
                    .receive(buffer);
            return 0;
        }));
    }

    private static void awaitWaiting(Ipc ipc, MessageQueue queue, int calls) {
        while (queue.status().waiting() != calls) {
            ipc.yieldNow();
        }
    }

    @Test
    void shouldReceiveWhatWasSentBefore() {
        assertThat(receivedAfterASwap(UnaryOperator.identity())).isOne();
    }

    @Test
    void shouldFindAHandleThatIsLinkedToTheOldObject() {
        AtomicReference<QueueObject> first = new AtomicReference<>();
        UnaryOperator<QueueObject> same = made -> first.compareAndSet(null, made) ? made : first.get();

        assertThatThrownBy(() -> receivedAfterASwap(same)).hasMessageContaining("used after its end");
    }

    /** Returns the priority of what is received. */
    private static int receivedAfterASwap(UnaryOperator<QueueObject> bug) {
        Simulation simulation = new Simulation(1);
        Kernel kernel = simulation.kernel();
        new SwapScenario(1, kernel).providers().forEach(provider -> provider.made(bug));
        int[] received = new int[1];
        simulation.run((ipc, arguments) -> {
            MessageQueue queue = ipc.face(MessageQueues.class).create(QueueOptions.readWrite());
            queue.send(ByteBuffer.allocate(1), 1);
            assertThat(kernel.admin().swap("mq", SwapOptions.toBest()).outcome())
                    .isEqualTo(SwapOutcome.SWITCHED);
            received[0] = queue.receive(ByteBuffer.allocate(QueueOptions.MESSAGE_BYTES));
            return 0;
        });
        return received[0];
    }

    @Test
    void shouldKeepTheDeadlineOfAWait() {
        assertThat(waitedNanos(provider -> {})).isBetween(WAIT_NANOS, WAIT_NANOS + WAIT_NANOS / 4);
    }

    @Test
    void shouldFindADeadlineThatMoves() {
        AtomicInteger calls = new AtomicInteger();

        long waited =
                waitedNanos(provider -> provider.waited(deadline -> new Extended(deadline, calls.getAndIncrement())));

        assertThat(waited).isGreaterThan(WAIT_NANOS + WAIT_NANOS / 4);
    }

    /** Gives a call more time whenever it comes into the provider. */
    private record Extended(Deadline real, int times) implements Deadline {

        @Override
        public boolean immediate() {
            return real.immediate();
        }

        @Override
        public long atNanos() {
            return real.atNanos() + times * WAIT_NANOS / 2;
        }
    }

    /** A receiver waits on an empty queue, twice in the other provider. */
    private static long waitedNanos(Consumer<FaultyQueues> bug) {
        Simulation simulation = new Simulation(1);
        new SwapScenario(1, simulation.kernel()).providers().forEach(bug);
        long[] waited = new long[1];
        simulation.run((ipc, arguments) -> {
            IpcProcess receiver = ipc.spawn(SpawnOptions.program("receiver", (own, none) -> {
                waited[0] = waited(own, simulation.kernel());
                return 0;
            }));
            for (int i = 0; i < 2; i++) {
                ipc.sleep(Duration.ofNanos(WAIT_NANOS / 3));
                simulation.kernel().admin().swap("mq", SwapOptions.toBest());
            }
            ipc.waitFor(receiver.pid(), Timeout.forever());
            return 0;
        });
        return waited[0];
    }

    private static long waited(Ipc ipc, Kernel kernel) {
        MessageQueue queue = ipc.face(MessageQueues.class).create(QueueOptions.readWrite());
        ByteBuffer buffer = ByteBuffer.allocate(QueueOptions.MESSAGE_BYTES);
        long before = kernel.scheduler().nowNanos();
        assertThatThrownBy(() -> queue.receive(buffer, Timeout.after(Duration.ofNanos(WAIT_NANOS))))
                .hasMessageStartingWith("ETIMEDOUT");
        return kernel.scheduler().nowNanos() - before;
    }

    private static void explore(int seeds, Consumer<FaultyQueues> bug) {
        Simulation.explore(seeds, seed -> run(seed, bug));
    }

    private static void run(long seed, Consumer<FaultyQueues> bug) {
        Simulation simulation = new Simulation(seed);
        SwapScenario swaps = new SwapScenario(seed, simulation.kernel());
        swaps.providers().forEach(bug);
        simulation.run(new QueueScenario(seed, swaps));
    }
}
