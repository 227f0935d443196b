package ipc.bench.mq;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A message that moves by reference; its payload never changes, so that a sender may send the same one again.
 *
 * <p>The higher priority is the smaller message: the head of a queue of the JDK is the smallest.
 */
final class Message implements Comparable<Message> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final int priority;
    private final byte[] payload;

    private Message(int priority, byte[] payload) {
        this.priority = priority;
        this.payload = payload;
    }

    /** Makes a message for each priority, so that sending need not allocate. */
    static Message[] forEachPriority(int count, int bytes) {
        Message[] messages = new Message[count];
        for (int i = 0; i < count; i++) {
            messages[i] = new Message(i, stamped(bytes));
        }
        return messages;
    }

    /** Makes a payload. */
    static byte[] stamped(int bytes) {
        byte[] payload = new byte[bytes];
        LONG.set(payload, 0, Line.STAMP);
        return payload;
    }

    /** Reads the stamp of a payload. */
    static long stamp(byte[] payload) {
        return (long) LONG.get(payload, 0);
    }

    long stamp() {
        return stamp(payload);
    }

    @Override
    public int compareTo(Message other) {
        return Integer.compare(other.priority, priority);
    }
}
