package ipc.bench.events;

import ipc.api.Ipc;
import ipc.api.events.BusOptions;
import ipc.api.events.EventBus;
import ipc.api.events.Events;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import ipc.bench.Ours;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** 64 bytes are published, and all subscribers get them; one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BusBenchmark {
    /** One subscriber. */
    public static final String ONE = "1";

    /** Several subscribers. */
    public static final String SEVERAL = "8";

    private static final int BYTES = 64;
    private static final String TOPIC = "bench/TOPIC";

    /** How many subscribe. */
    @Param({ONE, SEVERAL})
    public int subscribers = 1;

    private final ByteBuffer payload = ByteBuffer.allocate(BYTES);
    private final SubmissionPublisher<byte[]> publisher =
            new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize());
    private long taken;
    private EventBus bus;
    private Subscription[] subscriptions;

    /** Counts what it gets. */
    private final class Taker implements Flow.Subscriber<byte[]> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(byte[] bytes) {
            taken += bytes.length;
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onComplete() {
            // the benchmark is over
        }
    }

    /** Subscribes. */
    @Setup
    public void subscribe() {
        Ipc ipc = Ours.live().ipc();
        bus = ipc.face(Events.class).create(BusOptions.standard());
        subscriptions = Stream.generate(() -> bus.subscribe(SubscriptionOptions.to("bench/*")))
                .limit(subscribers)
                .toArray(Subscription[]::new);
        for (int i = 0; i < subscribers; i++) {
            publisher.subscribe(new Taker());
        }
    }

    /** Ends the peer. */
    @TearDown
    public void end() {
        publisher.close();
    }

    /** Publishes on a bus, and receives from each subscription. */
    @Benchmark
    public long publish() {
        bus.publish(TOPIC, Map.of(), payload.clear());
        for (Subscription subscription : subscriptions) {
            taken += subscription.receive().payload().remaining();
        }
        return taken;
    }

    /** Submits a copy, which the subscribers get meanwhile. */
    @Benchmark
    public long submit() {
        publisher.submit(payload.array().clone());
        return taken;
    }
}
