package ipc.bench.channels;

import ipc.api.Timeout;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.bench.Crew;
import ipc.bench.Ours;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A call and its reply between two virtual threads that wait for each other; and a pair by one thread alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChannelCallBenchmark {
    private static final int ROUNDS = 20_000;
    private static final int BYTES = 64;

    private final SynchronousQueue<Object> there = new SynchronousQueue<>();
    private final SynchronousQueue<Object> back = new SynchronousQueue<>();
    private final ByteBuffer message = ByteBuffer.allocate(BYTES);
    private ChannelPair pair;
    private ChannelLoan sender;
    private ChannelLoan receiver;

    /** Makes the channel. */
    @Setup
    public void open() {
        pair = Ours.live().channels().create(ChannelOptions.standard());
        sender = pair.first().newLoan();
        receiver = pair.second().newLoan();
    }

    /** Ends the channel. */
    @TearDown
    public void close() {
        sender.close();
        receiver.close();
        pair.first().close();
        pair.second().close();
    }

    /** Calls and replies. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void calls() {
        Crew.run(Crew.threads(true), List.of(this::call, this::answer));
    }

    private void call() {
        ByteBuffer request = ByteBuffer.allocate(BYTES);
        ByteBuffer reply = ByteBuffer.allocate(BYTES);
        for (int i = 0; i < ROUNDS; i++) {
            pair.first().call(request.rewind(), reply.clear(), Timeout.forever());
        }
    }

    private void answer() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        for (int i = 0; i < ROUNDS; i++) {
            pair.second().receive(buffer.clear());
            pair.second().send(buffer.flip(), 0);
        }
    }

    /** The same with two queues that hand over one reference each way. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void synchronousQueues() {
        Crew.run(Crew.threads(true), List.of(this::ask, this::reply));
    }

    private void ask() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            there.put(message);
            back.take();
        }
    }

    private void reply() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            back.put(there.take());
        }
    }

    /** One thread sends a message and receives it. */
    @Benchmark
    public int pair() {
        pair.first().send(message.rewind(), 0);
        return pair.second().receive(message.clear());
    }

    /** One thread sends a message in place and receives it in place. */
    @Benchmark
    public long pairInPlace() {
        sender.claim(BYTES, Timeout.forever()).position(BYTES);
        sender.send(0);
        long first = receiver.receive(Timeout.forever()).getLong();
        receiver.release();
        return first;
    }
}
