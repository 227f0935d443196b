package ipc.bench.gate;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** A call of an object that does nothing, behind a guard that lets somebody replace the object; nobody does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GateBenchmark {
    private static final int BYTES = 64;

    /** Which guard. */
    @Param({
        Guards.GATE,
        Guards.FACE,
        Guards.DIRECT,
        Guards.VOLATILE,
        Guards.FLAG,
        Guards.FENCED_FLAG,
        Guards.ADDER,
        Guards.ATOMIC,
        Guards.STAMPED
    })
    public String guard = Guards.GATE;

    private GuardedCall call;

    /** What each thread has for itself. */
    @State(Scope.Thread)
    public static class Client {
        private final InFlight mine = new InFlight();
        private final ByteBuffer message = ByteBuffer.allocate(BYTES);
    }

    /** Makes the object and its guard. */
    @Setup
    public void open() {
        call = Guards.open(guard);
    }

    /** One thread calls. */
    @Benchmark
    @Threads(1)
    public boolean alone(Client client) {
        return call.send(client.mine, client.message);
    }

    /** Two threads call the same object; time of one call. */
    @Benchmark
    @Threads(2)
    public boolean two(Client client) {
        return call.send(client.mine, client.message);
    }
}
