package ipc.bench.waits;

import ipc.api.Limit;
import ipc.api.Port;
import ipc.api.Port.Mode;
import ipc.api.Port.Packet;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.bench.Ours;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A port that delivers of one object again and again, while many others are bound to it and idle. */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PortBenchmark {
    /** Few. */
    public static final String FEW = "10";

    /** Many. */
    public static final String MANY = "10000";

    private static final long HANDLES = 20_000;

    /** How many are idle. */
    @Param({FEW, MANY})
    public int idle = 10;

    private Sync sync;
    private Port port;
    private Semaphore busy;

    /** Binds all of them. */
    @Setup
    public void bind() {
        Ours ours = Ours.live();
        ours.ipc().self().limit(Limit.HANDLES, new Limit.Value(HANDLES, HANDLES));
        sync = ours.ipc().face(Sync.class);
        port = ours.ipc().face(Waits.class).newPort();
        for (int i = 0; i < idle; i++) {
            bindOne(i);
        }
        busy = bindOne(idle);
        while (port.tryReceive() != null) {
            // each is looked at once when it is bound
        }
    }

    private Semaphore bindOne(int key) {
        Semaphore semaphore = sync.createSemaphore(SemaphoreOptions.counting(0));
        port.bind(Item.of(semaphore), key, Mode.PERSISTENT);
        return semaphore;
    }

    /** Signals the one, receives its packet, and takes the signal back. */
    @Benchmark
    public @Nullable Packet deliver() {
        busy.release();
        Packet packet = port.tryReceive();
        busy.tryAcquire();
        return packet;
    }
}
