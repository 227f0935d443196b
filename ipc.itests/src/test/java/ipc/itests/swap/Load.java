package ipc.itests.swap;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What producers and consumers of one queue do: all kinds of calls, mixed. A message is its producer's number and its
 * own; equal priorities leave in order, so each consumer sees each producer's numbers grow.
 */
public final class Load {
    private static final int STOP = -1;
    private static final int BYTES = 16;
    private static final int BATCH = 3;
    private static final int PRIME = 31;
    private static final Timeout SHORT = Timeout.after(Duration.ofMillis(1));

    private final String name;
    private final Arrivals arrivals = new Arrivals();
    private volatile boolean stopped;

    /** Makes a load for a queue of that name. */
    public Load(String name) {
        this.name = name;
    }

    /** Returns the queue's name. */
    public String name() {
        return name;
    }

    /** Producers are to end. */
    public void stop() {
        stopped = true;
    }

    /** Tells one consumer to end, once it has taken what is there. */
    public void sayStop(MessageQueue queue) {
        queue.send(message(STOP, 0), 0);
    }

    private static ByteBuffer message(int producer, int number) {
        return ByteBuffer.allocate(BYTES).putInt(producer).putInt(number).flip();
    }

    /** Sends until told to stop; returns how many. */
    public int produce(Ipc ipc, int producer, long seed) {
        Random random = new Random(seed * PRIME + producer);
        MessageQueue queue = ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite());
        MessageLoan loan = queue.newLoan();
        int next = 0;
        while (!stopped) {
            int done = send(queue, loan, random.nextInt(5), batch(producer, next));
            next += done;
            if (done == 0) {
                ipc.yieldNow();
            }
        }
        arrivals.sent(producer, next);
        return next;
    }

    private static List<ByteBuffer> batch(int producer, int next) {
        List<ByteBuffer> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(message(producer, next + i));
        }
        return batch;
    }

    private static int send(MessageQueue queue, MessageLoan loan, int how, List<ByteBuffer> batch) {
        ByteBuffer first = batch.getFirst();
        try {
            switch (how) {
                case 0 -> queue.send(first, 1);
                case 1 -> queue.send(first, 1, SHORT);
                case 2 -> {
                    return queue.trySend(first, 1) ? 1 : 0;
                }
                case 3 -> {
                    return queue.sendAll(batch, 1, Timeout.forever());
                }
                default -> {
                    loan.claim(Timeout.forever()).put(first);
                    loan.send(1);
                }
            }
            return 1;
        } catch (IpcException failure) {
            return timedOut(failure);
        }
    }

    private static int timedOut(IpcException failure) {
        if (failure.errno() != Errno.ETIMEDOUT) {
            throw failure;
        }
        return 0;
    }

    /** Receives until it is told to stop; returns how many. */
    public int consume(Ipc ipc, long seed) {
        Random random = new Random(seed);
        MessageQueue queue = ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite());
        MessageLoan loan = queue.newLoan();
        Arrivals.Receiver receiver = arrivals.newReceiver();
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        while (true) {
            if (receive(queue, loan, random.nextInt(4), buffer.clear()) == 0) {
                ipc.yieldNow();
            } else if (buffer.flip().getInt(0) == STOP) {
                return receiver.count();
            } else {
                receiver.note(buffer.getInt(0), buffer.getInt(Integer.BYTES));
            }
        }
    }

    private static int receive(MessageQueue queue, MessageLoan loan, int how, ByteBuffer buffer) {
        try {
            switch (how) {
                case 0 -> queue.receive(buffer);
                case 1 -> queue.receive(buffer, SHORT);
                case 2 -> {
                    return queue.tryReceive(buffer) < 0 ? 0 : 1;
                }
                default -> {
                    buffer.put(loan.receive(Timeout.forever()));
                    loan.release();
                }
            }
            return 1;
        } catch (IpcException failure) {
            return timedOut(failure);
        }
    }

    /** Nothing was lost, doubled or out of order. */
    public void shouldHaveSeenEachOnce() {
        arrivals.shouldBeComplete();
    }
}
