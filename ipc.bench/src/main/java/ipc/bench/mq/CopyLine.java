package ipc.bench.mq;

import java.util.concurrent.ArrayBlockingQueue;

/** How one passes bytes with a queue of references: a new array for each message, copied in and out. */
final class CopyLine implements Line {
    private final ArrayBlockingQueue<byte[]> queue;
    private final int bytes;

    CopyLine(int depth, int bytes) {
        this.queue = new ArrayBlockingQueue<>(depth);
        this.bytes = bytes;
    }

    @Override
    public Sender newSender() {
        byte[] message = Message.stamped(bytes);
        return priority -> queue.put(message.clone());
    }

    @Override
    public Receiver newReceiver() {
        return new Copier(queue, bytes);
    }

    @Override
    public void close() {}

    private static final class Copier implements Receiver {
        private final ArrayBlockingQueue<byte[]> queue;
        private final byte[] buffer;
        private long sum;

        Copier(ArrayBlockingQueue<byte[]> queue, int bytes) {
            this.queue = queue;
            this.buffer = new byte[bytes];
        }

        @Override
        public int receive(int most) throws InterruptedException {
            byte[] message = queue.take();
            System.arraycopy(message, 0, buffer, 0, message.length);
            sum += Message.stamp(buffer);
            return 1;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
