package ipc.bench.events;

import ipc.api.Ipc;
import ipc.api.Limit;
import ipc.api.Port;
import ipc.api.Port.Packet;
import ipc.api.Timeout;
import ipc.api.Timer;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.bench.Ours;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One timer is set again and again while many others are armed for later and bound to the same port. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBenchmark {
    /** Few. */
    public static final String FEW = "10";

    /** Many. */
    public static final String MANY = "10000";

    private static final long HANDLES = 20_000;
    private static final long LATER_HOURS = 24;
    private static final Timeout LATER = Timeout.after(Duration.ofHours(LATER_HOURS));
    private static final Timeout AT_ONCE = Timeout.after(Duration.ZERO);

    /** How many others are armed. */
    @Param({FEW, MANY})
    public int armed = 10;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private Timers timers;
    private Port port;
    private Timer free;
    private Timer bound;

    /** Arms all of them. */
    @Setup
    public void arm() {
        Ipc ipc = Ours.live().ipc();
        ipc.self().limit(Limit.HANDLES, new Limit.Value(HANDLES, HANDLES));
        timers = ipc.face(Timers.class);
        port = ipc.face(Waits.class).newPort();
        executor.setRemoveOnCancelPolicy(true);
        for (int i = 0; i < armed; i++) {
            bind(i).set(LATER, Duration.ZERO);
            var _ = executor.schedule(TimerBenchmark::doNothing, LATER_HOURS, TimeUnit.HOURS);
        }
        free = timers.create(Timer.Reset.AUTO);
        bound = bind(armed);
    }

    private static void doNothing() {
        // what is measured is that it is due
    }

    private Timer bind(int key) {
        Timer timer = timers.create(Timer.Reset.AUTO);
        port.bind(Item.of(timer), key, Port.Mode.PERSISTENT);
        return timer;
    }

    /** Ends the executor's thread. */
    @TearDown
    public void end() {
        executor.shutdownNow();
    }

    /** Sets ours and cancels it. */
    @Benchmark
    public boolean setAndCancel() {
        free.set(LATER, Duration.ZERO);
        return free.cancel();
    }

    /** Schedules a task and cancels it. */
    @Benchmark
    public boolean scheduleAndCancel() {
        return executor.schedule(TimerBenchmark::doNothing, LATER_HOURS, TimeUnit.HOURS)
                .cancel(false);
    }

    /** Sets ours to be due at once, receives its packet, and takes the expiration. */
    @Benchmark
    public @Nullable Packet deliver() {
        bound.set(AT_ONCE, Duration.ZERO);
        Packet packet = port.receive(Timeout.forever());
        bound.tryAwait();
        return packet;
    }

    /** Schedules a task to run at once, and waits for it. */
    @Benchmark
    public @Nullable Object scheduleAndGet() throws Exception {
        return executor.schedule(TimerBenchmark::doNothing, 0, TimeUnit.NANOSECONDS)
                .get();
    }
}
