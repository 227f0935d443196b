package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Sync;
import ipc.channels.RingChannels;
import ipc.sync.GuardedSync;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Philosophers under the seeded scheduler, who each take a fork and then the next one's. Where forks refuse deadlock,
 * all eat, and exactly those are refused who would have closed a cycle; where they do not, a cycle is found and named
 * within a second.
 */
@org.junit.jupiter.api.Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class DeadlockSim {
    private static final int SEEDS = 3_000;
    private static final int PLANTED_SEEDS = 300;
    private static final int MEALS = 4;

    /** Longest pause between two forks; the short ones let guests meet, the long ones also the watch for cycles. */
    private static final int SHORT_NANOS = 2_000;

    private static final int LONG_NANOS = 1_500_000_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    /** What happened in one run. */
    private static final class Table {
        private final Simulation simulation;
        private final Random random;
        private final MutexOptions forks;
        private final int pauseNanos;
        private final int seats;

        /** Whoever wanted a fork last did so then. */
        private long wantedNanos;

        private int meals;
        private int refusals;

        private Table(long seed, MutexOptions forks, int pauseNanos) {
            this.simulation = new Simulation(seed, GuardedSync::new);
            this.random = new Random(seed);
            this.forks = forks;
            this.pauseNanos = pauseNanos;
            this.seats = 2 + random.nextInt(3);
        }

        private Table serve() {
            simulation.run((ipc, arguments) -> {
                Sync sync = ipc.face(Sync.class);
                for (int i = 0; i < seats; i++) {
                    sync.openMutex("/fork" + i, Creation.mode(0600), forks);
                }
                List<IpcProcess> guests = new ArrayList<>();
                for (int i = 0; i < seats; i++) {
                    int seat = i;
                    guests.add(ipc.spawn(SpawnOptions.program("guest" + i, (own, none) -> eat(own, seat))));
                }
                guests.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
                for (int i = 0; i < seats; i++) {
                    sync.unlink("/fork" + i);
                }
                return 0;
            });
            return this;
        }

        private int eat(Ipc ipc, int seat) {
            Mutex left = fork(ipc, seat);
            Mutex right = fork(ipc, (seat + 1) % seats);
            for (int eaten = 0; eaten < MEALS; ) {
                wants();
                left.lock();
                if (random.nextBoolean()) {
                    ipc.sleep(Duration.ofNanos(random.nextInt(pauseNanos)));
                }
                if (locked(right)) {
                    meals++;
                    eaten++;
                    right.unlock();
                }
                left.unlock();
            }
            return 0;
        }

        private void wants() {
            wantedNanos = simulation.kernel().scheduler().nowNanos();
        }

        /** Returns how long after its last wait began a cycle was reported; nothing if all have eaten. */
        private OptionalLong lateness() {
            try {
                serve();
                return OptionalLong.empty();
            } catch (AssertionError found) {
                assertThat(found).hasMessageContaining("waits for mutex /fork0 held by process ");
                return OptionalLong.of(simulation.loggedNanos() - wantedNanos);
            }
        }

        private Mutex fork(Ipc ipc, int number) {
            return ipc.face(Sync.class).openMutex("/fork" + number, Creation.none(), forks);
        }

        private boolean locked(Mutex fork) {
            wants();
            try {
                fork.lock();
                return true;
            } catch (IpcException refused) {
                assertThat(refused.errno()).isEqualTo(Errno.EDEADLK);
                assertNamesTheWholeCycle(String.valueOf(refused.getMessage()));
                refusals++;
                return false;
            }
        }

        /** Each has one fork and waits for that of the next one: only all of them are a cycle. */
        private void assertNamesTheWholeCycle(String message) {
            for (int i = 0; i < seats; i++) {
                assertThat(message).contains("waits for mutex /fork" + i + " held by process");
            }
        }
    }

    private static MutexOptions forks() {
        return MutexOptions.of(Kind.ERROR_CHECKING);
    }

    @Test
    @Row("MX-24")
    void shouldLetAllEatWhereCyclesAreRefused() {
        long[] refusals = new long[1];
        Simulation.seeds(SEEDS).forEach(seed -> {
            try {
                Table table = new Table(seed, forks().refuseDeadlock(), SHORT_NANOS).serve();
                assertThat(table.meals).isEqualTo(table.seats * MEALS);
                refusals[0] += table.refusals;
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ", replay with -Dipc.sim.seed=" + seed, failure);
            }
        });
        if (Long.getLong("ipc.sim.seed") == null) {
            assertThat(refusals[0]).as("cycles that would have been").isPositive();
        }
    }

    /** The planted miss: forks that do not refuse. Then everybody waits in the end, and the kernel says why. */
    @Test
    void shouldFindAndNameTheCycleWhereItIsNotRefused() {
        assertThatThrownBy(() ->
                        Simulation.seeds(PLANTED_SEEDS).forEach(seed -> new Table(seed, forks(), SHORT_NANOS).serve()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("deadlock: process ")
                .hasMessageContaining("waits for mutex /fork0 held by process ");
    }

    /** Pauses are as long as the watch for cycles pauses, and longer, so that it looks at any moment of a cycle. */
    @Test
    void shouldReportACycleWithinASecondOfItsLastWait() {
        long[] reported = Simulation.seeds(PLANTED_SEEDS)
                .mapToObj(seed -> new Table(seed, forks(), LONG_NANOS).lateness())
                .flatMapToLong(OptionalLong::stream)
                .toArray();

        if (Long.getLong("ipc.sim.seed") == null) {
            assertThat(reported).as("cycles").isNotEmpty();
        }
        assertThat(LongStream.of(reported).boxed())
                .as("nanoseconds until the report")
                .allSatisfy(lateness -> assertThat(lateness).isBetween(0L, SECOND_NANOS));
    }

    /** A caller has what its server wants; each pauses before it waits, so that either wait may begin last. */
    private static final class Errand {
        private final Simulation simulation;
        private final Random random;
        private long wantedNanos;

        private final MutexOptions options;
        private int refusals;

        private Errand(long seed, MutexOptions options) {
            this.options = options;
            this.simulation = new Simulation(seed, GuardedSync::new);
            this.random = new Random(seed);
            Kernel kernel = simulation.kernel();
            kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "channels", 0);
        }

        private long lateness() {
            assertThatThrownBy(() -> simulation.run((ipc, arguments) -> call(ipc)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("deadlock: process ")
                    .hasMessageContaining("waits for the reply through channel ")
                    .hasMessageContaining("waits for mutex /wanted held by process ");
            return simulation.loggedNanos() - wantedNanos;
        }

        private int call(Ipc ipc) {
            ChannelListener listener = ipc.face(Channels.class).listen("/errands", ChannelOptions.standard());
            IpcProcess server = ipc.spawn(SpawnOptions.program("server", (own, none) -> serve(own)));
            Channel channel = listener.accept(Timeout.forever());
            mutex(ipc).lock();
            pause(ipc);
            channel.call(ByteBuffer.allocate(4), ByteBuffer.allocate(4), Timeout.forever());
            ipc.waitFor(server.pid(), Timeout.forever());
            ipc.face(Sync.class).unlink("/wanted");
            return 0;
        }

        private int serve(Ipc ipc) {
            Channel channel = ipc.face(Channels.class).connect("/errands", Timeout.forever());
            ByteBuffer request = ByteBuffer.allocate(4);
            channel.receive(request);
            pause(ipc);
            try {
                mutex(ipc).lock();
            } catch (IpcException refused) {
                assertThat(refused.errno()).isEqualTo(Errno.EDEADLK);
                refusals++;
            }
            channel.send(request.flip(), 0);
            return 0;
        }

        private void pause(Ipc ipc) {
            ipc.sleep(Duration.ofNanos(random.nextInt(LONG_NANOS)));
            wantedNanos = simulation.kernel().scheduler().nowNanos();
        }

        private Mutex mutex(Ipc ipc) {
            return ipc.face(Sync.class).openMutex("/wanted", Creation.mode(0600), options);
        }
    }

    @Test
    void shouldReportACallWhoseServerWaitsForTheCallerWithinASecond() {
        assertThat(Simulation.seeds(PLANTED_SEEDS).mapToObj(seed -> new Errand(seed, forks()).lateness()))
                .as("nanoseconds until the report")
                .allSatisfy(lateness -> assertThat(lateness).isBetween(0L, SECOND_NANOS));
    }

    @Test
    @Row("MX-24")
    void shouldRefuseTheServerWhatItsCallerHas() {
        Simulation.explore(PLANTED_SEEDS, seed -> {
            Errand errand = new Errand(seed, forks().refuseDeadlock());

            errand.simulation.run((ipc, arguments) -> errand.call(ipc));

            assertThat(errand.refusals).isEqualTo(1);
        });
    }
}
