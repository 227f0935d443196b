package ipc.bench.mq;

import ipc.bench.Crew;
import java.util.List;
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

/** Two virtual threads that each wait for the other's message: one queue there, one back; time of a round trip. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PingPongBenchmark {
    private static final int ROUNDS = 20_000;
    private static final int BYTES = 64;

    /** Whose queues. */
    @Param({Lines.OURS, Lines.SYNCHRONOUS})
    public String queue = Lines.OURS;

    private Line there;
    private Line back;

    /** Makes the queues. */
    @Setup
    public void open() {
        there = Lines.open(queue, 1, BYTES);
        back = Lines.open(queue, 1, BYTES);
    }

    /** Ends the queues. */
    @TearDown
    public void close() {
        there.close();
        back.close();
    }

    /** Sends messages there and back. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void rounds() {
        Crew.run(Crew.threads(true), List.of(() -> ask(ROUNDS), () -> answer(ROUNDS)));
    }

    private void ask(int count) throws InterruptedException {
        Line.Sender sender = there.newSender();
        Line.Receiver receiver = back.newReceiver();
        for (int i = 0; i < count; i++) {
            sender.send(0);
            receiver.receive(1);
        }
    }

    private void answer(int count) throws InterruptedException {
        Line.Receiver receiver = there.newReceiver();
        Line.Sender sender = back.newSender();
        for (int i = 0; i < count; i++) {
            receiver.receive(1);
            sender.send(0);
        }
    }
}
