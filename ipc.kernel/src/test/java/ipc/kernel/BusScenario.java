package ipc.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.events.BusOptions;
import ipc.api.events.EventBus;
import ipc.api.events.Events;
import ipc.api.events.Publication;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.SubscriptionStatus;
import ipc.api.events.WhenBehind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two that publish, three that subscribe, and an executioner: all who live receive in one order, in which that of each
 * publisher is kept, and whoever blocks misses nothing.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only. Of
 * one that dies in a call nobody knows whether it was done.
 */
final class BusScenario implements Program {
    private static final String NAME = "/sim-bus";
    private static final int PUBLISHERS = 2;
    private static final int SUBSCRIBERS = 3;
    private static final int PUBLISHED = 8;
    private static final int ROUNDS = 2_000;

    private final Random random;
    private final List<Program> beside;
    private final List<List<String>> published = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<Listener> listeners = new ArrayList<>();

    /** What each publisher is about to publish, or nothing. */
    private final String[] publishing = {"", ""};

    private boolean closed;

    /** What one subscriber wants and gets. */
    private static final class Listener {
        private final SubscriptionOptions options;
        private final List<String> received = new ArrayList<>();
        private boolean subscribed;
        private boolean disconnected;

        /** At the end, if it came so far. */
        private @Nullable SubscriptionStatus status;

        private Listener(SubscriptionOptions options) {
            this.options = options;
        }

        private boolean wants(String topic) {
            String pattern = options.pattern();
            return pattern.equals("*") || topic.startsWith(pattern.substring(0, pattern.length() - 1));
        }
    }

    /**
     * Makes a scenario.
     *
     * @param seed decides what its processes do
     * @param beside programs that run beside them, to be waited for before the end
     */
    BusScenario(long seed, Program... beside) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.beside = List.of(beside);
        for (int i = 0; i < SUBSCRIBERS; i++) {
            SubscriptionOptions wish = SubscriptionOptions.to(random.nextInt(3) == 0 ? "p0/*" : "*")
                    .depthMax(1 + random.nextInt(3))
                    .whenBehind(random.nextBoolean() ? WhenBehind.BLOCK : any());
            listeners.add(new Listener(wish));
        }
    }

    private WhenBehind any() {
        return WhenBehind.values()[random.nextInt(WhenBehind.values().length)];
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        EventBus bus = bus(ipc);
        List<IpcProcess> subscribers = listeners.stream()
                .map(each -> spawn(ipc, (own, none) -> listens(own, each)))
                .toList();
        while (!listeners.stream().allMatch(each -> each.subscribed)) {
            ipc.sleep(Duration.ofNanos(10));
        }
        List<IpcProcess> publishers = IntStream.range(0, PUBLISHERS)
                .mapToObj(i -> spawn(ipc, (own, none) -> publishes(own, i)))
                .toList();
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        if (random.nextBoolean()) {
            ipc.sleep(Duration.ofNanos(random.nextInt(30_000)));
            Simulation.kill((random.nextBoolean() ? publishers : subscribers).getFirst());
        }
        publishers.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        closed = true;
        subscribers.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        check(bus);
        bus.close();
        return 0;
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("user", program));
    }

    private static EventBus bus(Ipc ipc) {
        return ipc.face(Events.class).open(NAME, BusOptions.standard());
    }

    // ---- what the processes do

    private int publishes(Ipc ipc, int number) {
        ipc.self().priority(random.nextInt(32));
        EventBus bus = bus(ipc);
        for (int i = 0; i < PUBLISHED; i++) {
            String topic = "p" + number + "/" + i;
            publishing[number] = topic;
            boolean done = published(bus, topic);
            publishing[number] = "";
            if (done) {
                published.get(number).add(topic);
            }
        }
        return 0;
    }

    private boolean published(EventBus bus, String topic) {
        ByteBuffer payload = ByteBuffer.wrap(topic.getBytes(US_ASCII));
        Map<String, ?> none = Map.of();
        try {
            return switch (random.nextInt(4)) {
                case 0 -> bus.tryPublish(topic, none, payload) >= 0;
                case 1 -> bus.publish(topic, none, payload, Timeout.after(0, random.nextInt(3_000))) >= 0;
                default -> bus.publish(topic, none, payload) >= 0;
            };
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            return false;
        }
    }

    private int listens(Ipc ipc, Listener listener) {
        ipc.self().priority(random.nextInt(32));
        Subscription subscription = bus(ipc).subscribe(listener.options);
        listener.subscribed = true;
        boolean ends = false;
        for (int round = 0; !ends; round++) {
            assertThat(round).as("rounds until all is received").isLessThan(ROUNDS);
            boolean last = closed;
            Publication next = received(subscription, listener);
            if (next != null) {
                assertThat(next.payload().remaining()).isEqualTo(next.topic().length());
                listener.received.add(next.topic());
            }
            ends = listener.disconnected || (last && next == null);
            ipc.sleep(Duration.ofNanos(random.nextInt(2_000)));
        }
        listener.status = subscription.status();
        return 0;
    }

    private @Nullable Publication received(Subscription subscription, Listener listener) {
        try {
            return random.nextInt(3) == 0
                    ? subscription.tryReceive()
                    : subscription.receive(Timeout.after(0, random.nextInt(5_000)));
        } catch (IpcException failure) {
            assertThat(failure.errno()).isIn(Errno.ETIMEDOUT, Errno.ECONNRESET);
            listener.disconnected = failure.errno() == Errno.ECONNRESET;
            return null;
        }
    }

    // ---- what has to hold

    private void check(EventBus bus) {
        long inDoubt =
                List.of(publishing).stream().filter(each -> !each.isEmpty()).count();
        long noted = published.stream().mapToLong(List::size).sum();
        assertThat(bus.status().published() - noted)
                .as("what the dead have published")
                .isBetween(0L, inDoubt);
        assertThat(bus.status().subscriptions()).isEmpty();
        List<Listener> alive =
                listeners.stream().filter(each -> each.status != null).toList();
        alive.forEach(this::check);
        for (Listener one : alive) {
            for (Listener other : alive) {
                assertThat(common(one, other)).as("what both received").isEqualTo(common(other, one));
            }
        }
    }

    private static List<String> common(Listener one, Listener other) {
        return one.received.stream().filter(other.received::contains).toList();
    }

    private void check(Listener listener) {
        assertThat(listener.received).doesNotHaveDuplicates().allMatch(listener::wants);
        for (int i = 0; i < PUBLISHERS; i++) {
            checkOrder(listener, i);
        }
        SubscriptionStatus status = listener.status;
        assertThat(status).isNotNull();
        assertThat(status.received()).isEqualTo(listener.received.size());
        assertThat(status.connected()).isEqualTo(!listener.disconnected);
        if (!listener.disconnected) {
            long inDoubt = List.of(publishing).stream()
                    .filter(each -> !each.isEmpty() && listener.wants(each))
                    .count();
            long wanted = published.stream()
                    .flatMap(List::stream)
                    .filter(listener::wants)
                    .count();
            assertThat(status.received() + status.dropped() - wanted)
                    .as("what was received or missed beside what is known to be published")
                    .isBetween(0L, inDoubt);
        }
    }

    /** What one received of one publisher: in its order, and without gaps if nothing may be dropped. */
    private void checkOrder(Listener listener, int publisher) {
        List<String> all = new ArrayList<>(published.get(publisher));
        if (!publishing[publisher].isEmpty()) {
            all.add(publishing[publisher]);
        }
        List<String> got = listener.received.stream()
                .filter(each -> each.startsWith("p" + publisher + "/"))
                .toList();
        assertThat(all.stream().filter(got::contains)).containsExactlyElementsOf(got);
        boolean gapless = listener.options.whenBehind() == WhenBehind.BLOCK
                || listener.options.whenBehind() == WhenBehind.DISCONNECT;
        if (gapless) {
            assertThat(got).isEqualTo(all.subList(0, got.size()));
        }
    }
}
