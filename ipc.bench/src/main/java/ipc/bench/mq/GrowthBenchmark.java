package ipc.bench.mq;

import ipc.api.mq.MessageQueue;
import ipc.bench.Ours;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A pair of our own queue while it is full but for one place, small and large.
 *
 * <p>The messages that stay have priority 0: any queue whose first message is always taken ends like that.
 * {@link #pair} lets the priorities take turns; {@link #fifo} uses priority 0 only, so that messages move through the
 * whole queue.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrowthBenchmark {
    public static final String SMALL = "32 priorities, 10 deep";
    public static final String WIDE = "32768 priorities, 10 deep";
    public static final String DEEP = "32 priorities, 100000 deep";

    private static final int BYTES = 64;

    /** An odd number: its multiples reach each priority, and neighbours are far apart. */
    private static final int STRIDE = 20_011;

    /** How large the queue is. */
    @Param({SMALL, WIDE, DEEP})
    public String size = SMALL;

    private MessageQueue queue;
    private Line.Sender sender;
    private Line.Receiver receiver;
    private int mask;
    private int turn;

    /** Makes the queue and fills it. */
    @Setup
    public void open() throws InterruptedException {
        int priorities = size.equals(WIDE) ? 32_768 : 32;
        int depth = size.equals(DEEP) ? 100_000 : 10;
        queue = Ours.live().queue(depth, BYTES, priorities);
        OurLine line = new OurLine(queue, BYTES);
        sender = line.newSender();
        receiver = line.newReceiver();
        mask = priorities - 1;
        for (int i = 1; i < depth; i++) {
            sender.send(0);
        }
    }

    /** Ends the queue. */
    @TearDown
    public void close() {
        queue.close();
    }

    /** Sends with the next priority, receives the first message. */
    @Benchmark
    public int pair() throws InterruptedException {
        turn += STRIDE;
        sender.send(turn & mask);
        return receiver.receive(1);
    }

    /** Sends to the end of the only priority in use, receives its first message. */
    @Benchmark
    public int fifo() throws InterruptedException {
        sender.send(0);
        return receiver.receive(1);
    }
}
