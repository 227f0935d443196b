package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Port;
import ipc.api.Program;
import ipc.api.Signal;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Two senders, two receivers and an executioner on one small queue: whoever is killed, whatever times out, each message
 * that was sent is received exactly once.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class QueueScenario implements Program {
    private static final int MESSAGES = 6;
    private static final String NAME = "/sim";
    private static final int STOP = -1;

    private final Random random;
    private final List<Integer> sent = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();

    private final List<Program> beside;

    /**
     * Makes a scenario.
     *
     * @param seed decides what its processes do
     * @param beside programs that run beside them, to be waited for before the end
     */
    QueueScenario(long seed, Program... beside) {
        this.random = new Random(seed);
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        MessageQueue queue = ipc.face(MessageQueues.class).open(NAME, options());
        List<IpcProcess> senders = List.of(spawn(ipc, "s1", sender(0)), spawn(ipc, "s2", sender(100)));
        List<IpcProcess> receivers = List.of(spawn(ipc, "r1", receiver()), spawn(ipc, "r2", receiver()));
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, "beside", program)).toList();
        if (random.nextInt(3) == 0) {
            ipc.sleep(Duration.ofNanos(random.nextInt(20_000)));
            Simulation.kill(random.nextBoolean() ? senders.getFirst() : receivers.getFirst());
        }
        senders.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        receivers.forEach(each -> queue.send(encoded(STOP), 0));
        receivers.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        drain(queue);
        check(queue);
        return 0;
    }

    private QueueOptions options() {
        return QueueOptions.readWrite()
                .create(0600)
                .depthMax(2 + random.nextInt(3))
                .messageBytesMax(Integer.BYTES)
                .priorities(4);
    }

    private static IpcProcess spawn(Ipc ipc, String name, Program program) {
        return ipc.spawn(SpawnOptions.program(name, program));
    }

    private static ByteBuffer encoded(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).flip();
    }

    private Program sender(int from) {
        return (ipc, arguments) -> {
            MessageQueue queue = ipc.face(MessageQueues.class).open(NAME, QueueOptions.readWrite());
            MessageLoan loan = queue.newLoan();
            for (int value = from; value < from + MESSAGES; value++) {
                if (sends(ipc, queue, loan, value)) {
                    sent.add(value);
                }
            }
            return 0;
        };
    }

    private boolean sends(Ipc ipc, MessageQueue queue, MessageLoan loan, int value) {
        int priority = 1 + random.nextInt(3);
        try {
            switch (random.nextInt(5)) {
                case 0 -> queue.send(encoded(value), priority);
                case 1 -> queue.send(encoded(value), priority, Timeout.after(0, random.nextInt(2_000)));
                case 2 -> {
                    return queue.trySend(encoded(value), priority);
                }
                case 3 -> {
                    await(ipc, queue, Signal.WRITABLE);
                    return queue.trySend(encoded(value), priority);
                }
                default -> {
                    loan.claim(Timeout.forever()).putInt(value);
                    loan.send(priority);
                }
            }
            return true;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            return false;
        }
    }

    private Program receiver() {
        return (ipc, arguments) -> {
            MessageQueue queue = ipc.face(MessageQueues.class).open(NAME, QueueOptions.readWrite());
            MessageLoan loan = queue.newLoan();
            Port port = ipc.face(Waits.class).newPort();
            port.bind(new Waits.Item(queue, Set.of(Signal.READABLE)), 0, Port.Mode.PERSISTENT);
            while (!receives(ipc, port, queue, loan)) {
                ipc.yieldNow();
            }
            return 0;
        };
    }

    /** Receives or not; true for the message that says stop. */
    private boolean receives(Ipc ipc, Port port, MessageQueue queue, MessageLoan loan) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES);
        try {
            switch (random.nextInt(7)) {
                case 0 -> queue.receive(buffer, Timeout.after(0, random.nextInt(2_000)));
                case 1 -> queue.tryReceive(buffer);
                case 2 -> lease(loan, buffer);
                case 5 -> {
                    port.receive(random.nextBoolean() ? Timeout.forever() : Timeout.after(0, random.nextInt(2_000)));
                    queue.tryReceive(buffer);
                }
                case 4 -> {
                    await(ipc, queue, Signal.READABLE);
                    queue.tryReceive(buffer);
                }
                case 3 -> {
                    loan.receive(Timeout.forever());
                    loan.requeue();
                }
                default -> queue.receive(buffer);
            }
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
        }
        return buffer.position() > 0 && stops(buffer.getInt(0));
    }

    /** Waits for a state, as a program does that serves many queues. */
    private static void await(Ipc ipc, MessageQueue queue, Signal signal) {
        ipc.face(Waits.class).any(List.of(new Waits.Item(queue, Set.of(signal))), Timeout.forever());
    }

    private static void lease(MessageLoan loan, ByteBuffer buffer) {
        int value = loan.receive(Timeout.forever()).getInt();
        loan.release();
        buffer.putInt(value);
    }

    private boolean stops(int value) {
        if (value != STOP) {
            received.add(value);
        }
        return value == STOP;
    }

    private void drain(MessageQueue queue) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES);
        while (queue.tryReceive(buffer.clear()) >= 0) {
            stops(buffer.getInt(0));
        }
    }

    private void check(MessageQueue queue) {
        assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
        QueueStatistics figures = queue.status().statistics();
        assertThat(figures.queued() + figures.leased()).isZero();
        assertThat(figures.sent()).isEqualTo(figures.received());
        assertThat(queue.status().waiting()).isZero();
    }
}
