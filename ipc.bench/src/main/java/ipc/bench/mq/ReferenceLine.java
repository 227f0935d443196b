package ipc.bench.mq;

import java.util.concurrent.BlockingQueue;

/** A queue of the JDK that moves references: nothing is copied, nothing is allocated. */
final class ReferenceLine implements Line {
    private static final int PRIORITIES = 32;

    private final BlockingQueue<Message> queue;
    private final int bytes;

    ReferenceLine(BlockingQueue<Message> queue, int bytes) {
        this.queue = queue;
        this.bytes = bytes;
    }

    @Override
    public Sender newSender() {
        Message[] messages = Message.forEachPriority(PRIORITIES, bytes);
        return priority -> queue.put(messages[priority]);
    }

    @Override
    public Receiver newReceiver() {
        return new Taker(queue);
    }

    @Override
    public void close() {}

    private static final class Taker implements Receiver {
        private final BlockingQueue<Message> queue;
        private long sum;

        Taker(BlockingQueue<Message> queue) {
            this.queue = queue;
        }

        @Override
        public int receive(int most) throws InterruptedException {
            sum += queue.take().stamp();
            return 1;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
