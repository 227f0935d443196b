package ipc.bench.sync;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread, nobody else: in and out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DoorBenchmark {
    /** Which door. */
    @Param({
        Doors.SEMAPHORE,
        Doors.JDK_SEMAPHORE,
        Doors.MUTEX,
        Doors.JDK_LOCK,
        Doors.READING,
        Doors.JDK_READING,
        Doors.WRITING,
        Doors.JDK_WRITING
    })
    public String door = Doors.SEMAPHORE;

    private Door opened;

    /** Makes the door. */
    @Setup
    public void open() {
        opened = Doors.open(door, 1);
    }

    /** Goes in and out. */
    @Benchmark
    public void pair() {
        opened.enter();
        opened.leave();
    }
}
