package ipc.bench.mq;

/**
 * A queue under measurement, the same to every work: ours or a peer's.
 *
 * <p>A message is some bytes of payload with a priority; its first eight bytes are {@link #STAMP}, which the receiver
 * reads and sums up: a work whose sum is wrong has lost or invented messages.
 */
public interface Line extends AutoCloseable {
    /** The first eight bytes of each message. */
    long STAMP = 1;

    /** Makes what one thread sends with. */
    Sender newSender();

    /** Makes what one thread receives with. */
    Receiver newReceiver();

    /** Releases what is not on the heap. */
    @Override
    void close();

    /** The sending end of one thread. */
    interface Sender {
        /** Sends one message, waiting while there is no room. */
        void send(int priority) throws InterruptedException;
    }

    /** The receiving end of one thread. */
    interface Receiver {
        /** Takes at least one message, waiting for it, and at most so many; returns how many. */
        int receive(int most) throws InterruptedException;

        /** Returns the sum of the stamps received. */
        long sum();
    }
}
