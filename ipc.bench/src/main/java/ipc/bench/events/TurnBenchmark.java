package ipc.bench.events;

import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.bench.Crew;
import ipc.bench.Ours;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two virtual threads that each wait for the other; time of a round trip. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TurnBenchmark {
    private static final int ROUNDS = 40_000;

    private List<Event> events;

    /** One for each turn that is to come. */
    private AtomicReferenceArray<CountDownLatch> latches;

    /** Makes what they wait for. */
    @Setup
    public void make() {
        Events ours = Ours.live().ipc().face(Events.class);
        events = List.of(ours.create(EventOptions.auto()), ours.create(EventOptions.auto()));
        latches = new AtomicReferenceArray<>(new CountDownLatch[] {new CountDownLatch(1), new CountDownLatch(1)});
    }

    /** By two automatic events. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void events() {
        events.getFirst().set();
        Crew.run(Crew.threads(true), List.of(() -> byEvents(0), () -> byEvents(1)));
        events.getFirst().reset();
    }

    private void byEvents(int player) {
        for (int i = 0; i < ROUNDS; i++) {
            events.get(player).await();
            events.get(1 - player).set();
        }
    }

    /** By latches, a new one for each turn. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void latches() {
        latches.get(0).countDown();
        Crew.run(Crew.threads(true), List.of(() -> byLatches(0), () -> byLatches(1)));
        latches.set(0, new CountDownLatch(1));
    }

    private void byLatches(int player) throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            latches.get(player).await();
            latches.set(player, new CountDownLatch(1));
            latches.get(1 - player).countDown();
        }
    }
}
