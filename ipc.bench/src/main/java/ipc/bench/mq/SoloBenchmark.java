package ipc.bench.mq;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One thread, nobody else: a message goes in and comes out; the priorities take turns. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SoloBenchmark {
    private static final int PRIORITIES = 32;
    private static final int BYTES = 64;
    private static final int DEPTH = 64;

    /** Whose queue. */
    @Param({Lines.OURS, Lines.ARRAY})
    public String queue = Lines.OURS;

    private Line line;
    private Line.Sender sender;
    private Line.Receiver receiver;
    private int turn;

    /** Makes the queue. */
    @Setup
    public void open() {
        line = Lines.open(queue, DEPTH, BYTES);
        sender = line.newSender();
        receiver = line.newReceiver();
    }

    /** Ends the queue. */
    @TearDown
    public void close() {
        line.close();
    }

    /** Sends one message and receives it. */
    @Benchmark
    public int pair() throws InterruptedException {
        sender.send(turn++ % PRIORITIES);
        return receiver.receive(1);
    }

    /** Sends one message of each priority, then receives all: so many priorities are in use at the same time. */
    @Benchmark
    @OperationsPerInvocation(PRIORITIES)
    public int burst() throws InterruptedException {
        for (int i = 0; i < PRIORITIES; i++) {
            sender.send(i * 13 % PRIORITIES); // neither rising nor falling
        }
        int received = 0;
        while (received < PRIORITIES) {
            received += receiver.receive(1);
        }
        return received;
    }
}
