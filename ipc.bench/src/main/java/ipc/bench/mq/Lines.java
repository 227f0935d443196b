package ipc.bench.mq;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/** Names the queues that are compared. */
public final class Lines {
    public static final String OURS = "ours";
    public static final String ARRAY = "ArrayBlockingQueue";
    public static final String PRIORITY = "PriorityBlockingQueue+Semaphore";
    public static final String SYNCHRONOUS = "SynchronousQueue";
    public static final String ARRAY_BYTES = "ArrayBlockingQueue<byte[]>";
    public static final String AGRONA = "Agrona OneToOneRingBuffer";
    public static final String AERON = "Aeron IPC";

    private Lines() {}

    /** Makes the queue of that name with room for so many messages. */
    public static Line open(String name, int depth, int bytes) {
        return switch (name) {
            case OURS -> OurLine.open(depth, bytes);
            case ARRAY -> new ReferenceLine(new ArrayBlockingQueue<>(depth), bytes);
            case PRIORITY -> new PriorityLine(depth, bytes);
            case SYNCHRONOUS -> new ReferenceLine(new SynchronousQueue<>(), bytes);
            case ARRAY_BYTES -> new CopyLine(depth, bytes);
            case AGRONA -> new AgronaLine(depth, bytes);
            case AERON -> new AeronLine(bytes);
            default -> throw new IllegalArgumentException("no queue is called " + name);
        };
    }
}
