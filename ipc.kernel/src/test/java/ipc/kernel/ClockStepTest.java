package ipc.kernel;

import static ipc.testkit.client.Client.small;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Port;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.Timer;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Sync;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.SeededScheduler;
import ipc.kernel.security.PosixPolicy;
import ipc.mq.SlotQueues;
import ipc.sync.GuardedSync;
import ipc.testkit.kernel.Call;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a wait when the real-time clock is set. */
class ClockStepTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /** A program that waits for a message which never comes; its status tells how that ended. */
    private static IpcProcess waiting(Ipc ipc, Timeout timeout) {
        return ipc.spawn(SpawnOptions.program("waiting", (own, arguments) -> {
            MessageQueue queue = own.face(MessageQueues.class).create(small());
            try {
                return queue.receive(ByteBuffer.allocate(64), timeout);
            } catch (IpcException failure) {
                return failure.errno() == Errno.ETIMEDOUT ? 1 : 2;
            }
        }));
    }

    private static Timeout inAnHour(SeededScheduler scheduler) {
        return Timeout.until(Instant.ofEpochSecond(0, scheduler.realtimeNanos()).plus(HOUR));
    }

    @Test
    @Row("G-19")
    void shouldFollowAStepForwardWithRealtimeDeadlinesOnly() {
        Simulation simulation = new Simulation(3, SlotQueues::new);
        SeededScheduler scheduler = (SeededScheduler) simulation.kernel().scheduler();

        simulation.run((ipc, arguments) -> {
            IpcProcess realtime = waiting(ipc, inAnHour(scheduler));
            IpcProcess monotonic = waiting(ipc, Timeout.after(HOUR));
            ipc.sleep(Duration.ofMinutes(1));
            scheduler.stepRealtime(HOUR.toNanos());
            ipc.sleep(Duration.ofMinutes(1));

            assertThat(realtime.state()).isEqualTo(IpcProcess.State.ZOMBIE);
            assertThat(monotonic.state()).isEqualTo(IpcProcess.State.BLOCKED);
            assertThat(ipc.waitFor(realtime.pid(), Timeout.forever()).status()).isEqualTo(1);
            assertThat(ipc.waitFor(monotonic.pid(), Timeout.forever()).status()).isEqualTo(1);
            assertThat(ipc.nowNanos()).isGreaterThanOrEqualTo(HOUR.toNanos());
            return 0;
        });
    }

    @Test
    @Row("G-19")
    void shouldFollowAStepBackWithRealtimeDeadlinesOnly() {
        Simulation simulation = new Simulation(3, SlotQueues::new);
        SeededScheduler scheduler = (SeededScheduler) simulation.kernel().scheduler();

        simulation.run((ipc, arguments) -> {
            IpcProcess realtime = waiting(ipc, inAnHour(scheduler));
            IpcProcess monotonic = waiting(ipc, Timeout.after(HOUR));
            ipc.sleep(Duration.ofMinutes(1));
            scheduler.stepRealtime(-HOUR.toNanos());
            ipc.sleep(HOUR);

            assertThat(realtime.state()).isEqualTo(IpcProcess.State.BLOCKED);
            assertThat(monotonic.state()).isEqualTo(IpcProcess.State.ZOMBIE);
            assertThat(ipc.waitFor(realtime.pid(), Timeout.forever()).status()).isEqualTo(1);
            assertThat(ipc.nowNanos()).isGreaterThanOrEqualTo(2 * HOUR.toNanos());
            return 0;
        });
    }

    @Test
    @Row("G-19")
    void shouldFollowAStepOfTheMachinesClockWithRealtimeDeadlinesOnly() {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.ofEpochSecond(1_000_000_000));
        Ipc ipc = live(clock).bundle("test");
        IpcProcess monotonic = waiting(ipc, Timeout.after(HOUR));
        IpcProcess realtime = waiting(ipc, Timeout.until(clock.get().plus(HOUR)));

        clock.updateAndGet(now -> now.plus(HOUR).plusMillis(1)); // a clock that stands never passes an instant

        int code = Call.start(
                        () -> ipc.waitFor(realtime.pid(), Timeout.forever()).status())
                .result();
        assertThat(code).isEqualTo(1);
        assertThat(monotonic.state()).isNotEqualTo(IpcProcess.State.ZOMBIE);
        monotonic.kill();
    }

    /** A program that waits for a timer; its status tells for how many expirations. */
    private static IpcProcess waitingForATimer(Ipc ipc, Timeout first, boolean throughPort) {
        return ipc.spawn(SpawnOptions.program("waiting", (own, arguments) -> {
            Timer timer = own.face(Timers.class).create(Timer.Reset.AUTO);
            timer.set(first, Duration.ZERO);
            Waits waits = own.face(Waits.class);
            if (throughPort) {
                Port port = waits.newPort();
                port.bind(Waits.Item.of(timer), 1, Port.Mode.ONCE);
                port.receive(Timeout.forever());
                return (int) timer.tryAwait();
            }
            return waits.any(List.of(Waits.Item.of(timer)), Timeout.forever()).index() + 1;
        }));
    }

    /** A program that waits for a signal which never comes; its status is 1 if it has the mutex when time is over. */
    private static IpcProcess waitingForASignal(Ipc ipc, Timeout timeout) {
        return ipc.spawn(SpawnOptions.program("waiting", (own, arguments) -> {
            Mutex mutex = own.face(Sync.class).createMutex(MutexOptions.of(Kind.ERROR_CHECKING));
            mutex.lock();
            try {
                return mutex.condition(0).await(timeout) ? 2 : 3;
            } catch (IpcException failure) {
                mutex.unlock();
                return failure.errno() == Errno.ETIMEDOUT ? 1 : 4;
            }
        }));
    }

    /** Starts two programs that wait for an hour, by either clock, and sets the real-time clock back and forth. */
    private static void assertFollowsSteps(Simulation simulation, BiFunction<Ipc, Timeout, IpcProcess> waiting) {
        SeededScheduler scheduler = (SeededScheduler) simulation.kernel().scheduler();

        simulation.run((ipc, arguments) -> {
            IpcProcess realtime = waiting.apply(ipc, inAnHour(scheduler));
            IpcProcess monotonic = waiting.apply(ipc, Timeout.after(HOUR));
            ipc.sleep(Duration.ofMinutes(1));
            scheduler.stepRealtime(-HOUR.toNanos());
            ipc.sleep(Duration.ofMinutes(90));
            assertThat(monotonic.state()).isEqualTo(IpcProcess.State.ZOMBIE);
            assertThat(realtime.state()).isEqualTo(IpcProcess.State.BLOCKED);
            scheduler.stepRealtime(HOUR.toNanos());
            ipc.sleep(Duration.ofMinutes(1));

            assertThat(realtime.state()).isEqualTo(IpcProcess.State.ZOMBIE);
            assertThat(ipc.waitFor(realtime.pid(), Timeout.forever()).status()).isEqualTo(1);
            assertThat(ipc.waitFor(monotonic.pid(), Timeout.forever()).status()).isEqualTo(1);
            return 0;
        });
    }

    @Test
    @Row({"G-19", "CV-12"})
    void shouldFollowStepsWithRealtimeWaitsForASignalOnly() {
        assertFollowsSteps(new Simulation(3, GuardedSync::new), ClockStepTest::waitingForASignal);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Row({"G-19", "TM-07"})
    void shouldFollowStepsWithRealtimeTimersOnly(boolean throughPort) {
        assertFollowsSteps(
                new Simulation(3, SlotQueues::new), (ipc, timeout) -> waitingForATimer(ipc, timeout, throughPort));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Row({"G-19", "TM-07"})
    void shouldFollowAStepOfTheMachinesClockWithRealtimeTimersOnly(boolean throughPort) {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.ofEpochSecond(1_000_000_000));
        Ipc ipc = live(clock).bundle("test");
        IpcProcess monotonic = waitingForATimer(ipc, Timeout.after(HOUR), throughPort);
        IpcProcess realtime = waitingForATimer(ipc, Timeout.until(clock.get().plus(HOUR)), throughPort);

        clock.updateAndGet(now -> now.plus(HOUR).plusMillis(1));

        int code = Call.start(
                        () -> ipc.waitFor(realtime.pid(), Timeout.forever()).status())
                .result();
        assertThat(code).isEqualTo(1);
        assertThat(monotonic.state()).isNotEqualTo(IpcProcess.State.ZOMBIE);
        monotonic.kill();
    }

    private static Kernel live(AtomicReference<Instant> clock) {
        LiveScheduler scheduler = new LiveScheduler(clock::get);
        Kernel kernel = new Kernel(scheduler, Limits.DEFAULTS, System.out, Kernel::log);
        kernel.policy(new PosixPolicy());
        kernel.bind(new SlotQueues(scheduler, kernel.memory()), "ipc.mq", 0);
        return kernel;
    }
}
