package ipc.bench.channels;

import ipc.api.channels.Channel;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.bench.Crew;
import ipc.bench.Ours;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jctools.queues.SpscArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A round trip between two platform threads that spin: through one channel, or two queues of references. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChannelSpinBenchmark {
    private static final int ROUNDS = 500_000;
    private static final int BYTES = 64;
    private static final int DEPTH = 256;

    private final Queue<ByteBuffer> there = new SpscArrayQueue<>(DEPTH);
    private final Queue<ByteBuffer> back = new SpscArrayQueue<>(DEPTH);
    private ChannelPair pair;

    /** Makes the channel. */
    @Setup
    public void open() {
        pair = Ours.live().channels().create(ChannelOptions.standard());
    }

    /** Ends the channel. */
    @TearDown
    public void close() {
        pair.first().close();
        pair.second().close();
    }

    /** Bytes copied into and out of our channel. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void rounds() {
        Crew.run(
                Crew.threads(false),
                List.of(
                        () -> ask(pair.first(), ByteBuffer.allocate(BYTES)),
                        () -> answer(pair.second(), ByteBuffer.allocate(BYTES))));
    }

    private static void ask(Channel end, ByteBuffer message) {
        for (int i = 0; i < ROUNDS; i++) {
            send(end, message.putInt(0, i).clear());
            receive(end, message.clear());
            if (message.getInt(0) != ~i) {
                throw new IllegalStateException("round " + i + " came back as " + ~message.getInt(0));
            }
        }
    }

    private static void answer(Channel end, ByteBuffer message) {
        for (int i = 0; i < ROUNDS; i++) {
            receive(end, message.clear());
            send(end, message.putInt(0, ~message.getInt(0)).clear());
        }
    }

    private static void send(Channel end, ByteBuffer message) {
        while (!end.trySend(message, 0)) {
            Thread.onSpinWait();
        }
    }

    private static void receive(Channel end, ByteBuffer message) {
        while (end.tryReceive(message) < 0) {
            Thread.onSpinWait();
        }
    }

    /** One reference, which nobody copies. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void queues() {
        ByteBuffer message = ByteBuffer.allocate(BYTES);
        Crew.run(Crew.threads(false), List.of(() -> ask(message), this::reply));
    }

    private void ask(ByteBuffer message) {
        for (int i = 0; i < ROUNDS; i++) {
            there.add(message);
            take(back);
        }
    }

    private void reply() {
        for (int i = 0; i < ROUNDS; i++) {
            back.add(take(there));
        }
    }

    private static ByteBuffer take(Queue<ByteBuffer> queue) {
        ByteBuffer message = queue.poll();
        while (message == null) {
            Thread.onSpinWait();
            message = queue.poll();
        }
        return message;
    }
}
