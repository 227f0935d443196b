package ipc.bench.mq;

import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * The JDK's queue with priorities, bounded by a semaphore; moves references. Equal priorities leave in any order, which
 * is less than ours promises, and cheaper.
 */
final class PriorityLine implements Line {
    private static final int PRIORITIES = 32;

    private final PriorityBlockingQueue<Message> queue;
    private final Semaphore room;
    private final int bytes;

    PriorityLine(int depth, int bytes) {
        this.queue = new PriorityBlockingQueue<>(depth);
        this.room = new Semaphore(depth);
        this.bytes = bytes;
    }

    @Override
    public Sender newSender() {
        Message[] messages = Message.forEachPriority(PRIORITIES, bytes);
        return priority -> {
            room.acquire();
            queue.put(messages[priority]);
        };
    }

    @Override
    public Receiver newReceiver() {
        return new Taker(queue, room);
    }

    @Override
    public void close() {}

    private static final class Taker implements Receiver {
        private final PriorityBlockingQueue<Message> queue;
        private final Semaphore room;
        private long sum;

        Taker(PriorityBlockingQueue<Message> queue, Semaphore room) {
            this.queue = queue;
            this.room = room;
        }

        @Override
        public int receive(int most) throws InterruptedException {
            Message message = queue.take();
            room.release();
            sum += message.stamp();
            return 1;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
