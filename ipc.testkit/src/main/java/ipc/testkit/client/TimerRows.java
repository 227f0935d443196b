package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Limit;
import ipc.api.Port;
import ipc.api.Port.Mode;
import ipc.api.Port.Packet;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Timer;
import ipc.api.Timer.Reset;
import ipc.api.TimerStatus;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Timers, waited for alone and among others. */
interface TimerRows extends Client {
    /** Soon enough to wait for. */
    Timeout SOON = Timeout.after(Duration.ofMillis(3));

    /** Later than the test ends. */
    Timeout LATE = Timeout.after(Duration.ofDays(1));

    /** Has come already. */
    Timeout AT_ONCE = Timeout.after(Duration.ZERO);

    private Timer timer(Reset reset) {
        return ipc().face(Timers.class).create(reset);
    }

    private Waits waits() {
        return ipc().face(Waits.class);
    }

    @Test
    @Row("TM-01")
    default void shouldExpireOnceNotBeforeItsTime() {
        Timer timer = timer(Reset.AUTO);
        long before = ipc().nowNanos();

        timer.set(SOON, Duration.ZERO);
        long count = timer.await(Timeout.forever());

        assertThat(count).isEqualTo(1);
        assertThat(ipc().nowNanos() - before).isGreaterThanOrEqualTo(3_000_000);
        assertThat(timer.status().armed()).isFalse();
        assertThat(timer.tryAwait()).isZero();
        assertFails(Errno.ETIMEDOUT, () -> timer.await(SOON));
    }

    @Test
    @Row("TM-02")
    default void shouldCountTheExpirationsThatNobodyTook() {
        Timer timer = timer(Reset.AUTO);
        timer.set(AT_ONCE, Duration.ofMillis(1));
        ipc().sleep(Duration.ofMillis(5));

        long count = timer.await(Timeout.forever());
        TimerStatus after = timer.status();

        assertThat(count).isGreaterThanOrEqualTo(6);
        assertThat(after.overruns()).isEqualTo(count - 1);
        assertThat(after.armed()).isTrue();
        assertThat(after.period()).isEqualTo(Duration.ofMillis(1));
        assertThat(timer.await(Timeout.forever())).isPositive();
    }

    @Test
    @Row("TM-03")
    default void shouldStaySignaledUntilItIsSetIfItIsManual() {
        Timer timer = timer(Reset.MANUAL);
        timer.set(AT_ONCE, Duration.ZERO);

        assertThat(timer.tryAwait()).isEqualTo(1);
        assertThat(waits().any(List.of(Item.of(timer)), AT_ONCE).index()).isZero();
        assertThat(timer.tryAwait()).isEqualTo(1);
        assertThat(timer.set(LATE, Duration.ZERO)).isFalse();
        assertThat(timer.tryAwait()).isZero();
        assertFails(Errno.ETIMEDOUT, () -> waits().any(List.of(Item.of(timer)), AT_ONCE));
    }

    @Test
    @Row("TM-04")
    default void shouldKeepWhatHasExpiredWhenItIsCancelled() {
        Timer timer = timer(Reset.AUTO);
        timer.set(AT_ONCE, Duration.ofDays(1));

        boolean was = timer.cancel();

        assertThat(was).isTrue();
        assertThat(timer.cancel()).isFalse();
        assertThat(timer.status().remaining()).isZero();
        assertThat(timer.tryAwait()).isEqualTo(1);
        assertThat(timer.tryAwait()).isZero();
    }

    @Test
    @Row("TM-04")
    default void shouldForgetWhatHasExpiredWhenItIsSet() {
        Timer timer = timer(Reset.AUTO);
        timer.set(AT_ONCE, Duration.ofDays(1));

        boolean was = timer.set(LATE, Duration.ZERO);

        assertThat(was).isTrue();
        assertThat(timer.tryAwait()).isZero();
        assertThat(timer.status().remaining()).isBetween(Duration.ofHours(23), Duration.ofDays(1));
        assertThat(timer.status().period()).isZero();
    }

    @Test
    @Row("TM-05")
    default void shouldTellWhoWaitsThatItWasSet() {
        List<Timer> timers = new ArrayList<>();
        Child<Long> waiter = start(ipc -> {
            timers.add(ipc.face(Timers.class).create(Reset.AUTO));
            return timers.getFirst().await(Timeout.forever());
        });
        awaitBlocked(waiter.process());
        assertThat(timers.getFirst().status().waiting()).isEqualTo(1);

        timers.getFirst().set(AT_ONCE, Duration.ZERO);

        assertThat(waiter.result()).isEqualTo(1);
    }

    @Test
    @Row({"TM-05", "EV-23"})
    default void shouldTellWhoWaitsForManyThatItWasSet() {
        List<Timer> timers = new ArrayList<>();
        Child<Outcome> waiter = start(ipc -> {
            timers.add(ipc.face(Timers.class).create(Reset.AUTO));
            timers.add(ipc.face(Timers.class).create(Reset.MANUAL));
            return ipc.face(Waits.class).any(timers.stream().map(Item::of).toList(), Timeout.forever());
        });
        awaitBlocked(waiter.process());

        timers.getLast().set(SOON, Duration.ZERO);

        assertThat(waiter.result()).isEqualTo(new Outcome(1, Set.of(Signal.SIGNALED)));
    }

    @Test
    @Row({"TM-06", "EV-23"})
    default void shouldTakeFromOneOfManyWhenItsTimeComes() {
        Timer later = timer(Reset.AUTO);
        Timer sooner = timer(Reset.AUTO);
        later.set(LATE, Duration.ZERO);
        sooner.set(SOON, Duration.ZERO);

        Outcome found = waits().any(List.of(Item.of(later), Item.of(sooner)), Timeout.forever());

        assertThat(found).isEqualTo(new Outcome(1, Set.of(Signal.SIGNALED)));
        assertThat(sooner.tryAwait()).isZero();
        assertThat(sooner.status().overruns()).isZero();
    }

    @Test
    @Row({"TM-06", "EV-10", "EV-11"})
    default void shouldTakeFromAllOrFromNone() {
        Timer first = timer(Reset.AUTO);
        Timer second = timer(Reset.AUTO);
        List<Item> both = List.of(Item.of(second), Item.of(first));
        first.set(AT_ONCE, Duration.ZERO);

        assertFails(Errno.ETIMEDOUT, () -> waits().all(both, AT_ONCE));
        assertThat(first.status().expirations()).isEqualTo(1);
        second.set(SOON, Duration.ZERO);
        Outcome found = waits().all(both, Timeout.forever());

        assertThat(found.index()).isZero();
        assertThat(first.tryAwait()).isZero();
        assertThat(second.tryAwait()).isZero();
        assertFails(Errno.EINVAL, () -> waits().all(List.of(Item.of(first), Item.of(first)), AT_ONCE));
    }

    @Test
    @Row({"TM-06", "HA-08"})
    default void shouldTellAPortAndLeaveWhatToTake() {
        Timer later = timer(Reset.AUTO);
        Timer sooner = timer(Reset.AUTO);
        Port port = waits().newPort();
        port.bind(Item.of(later), 1, Mode.PERSISTENT);
        port.bind(Item.of(sooner), 2, Mode.PERSISTENT);
        assertThat(port.tryReceive()).isNull();
        later.set(LATE, Duration.ZERO);
        sooner.set(SOON, Duration.ofMillis(1));

        List<Packet> packets = List.of(port.receive(Timeout.forever()), port.receive(Timeout.forever()));

        Packet told = new Packet(2, Set.of(Signal.SIGNALED));
        assertThat(packets).containsExactly(told, told);
        assertThat(sooner.tryAwait()).isPositive();
        assertThat(port.receive(Timeout.forever())).as("the next period").isEqualTo(told);
    }

    @Test
    @Row("TM-07")
    default void shouldExpireAtAnInstant() {
        Timer timer = timer(Reset.AUTO);

        timer.set(Timeout.until(Instant.EPOCH), Duration.ZERO);

        assertThat(timer.tryAwait()).isEqualTo(1);
        timer.set(Timeout.until(Instant.MAX), Duration.ZERO);
        assertThat(timer.tryAwait()).isZero();
        assertThat(timer.status().armed()).isTrue();
        assertThat(timer.status().remaining()).isGreaterThan(Duration.ofDays(36_500));
    }

    @Test
    @Row("TM-08")
    default void shouldRefuseTimesThatAreNone() {
        Timer timer = timer(Reset.AUTO);
        timer.set(LATE, Duration.ofDays(2));

        assertFails(Errno.EINVAL, () -> timer.set(Timeout.forever(), Duration.ZERO));
        assertFails(Errno.EINVAL, () -> timer.set(Timeout.after(1, 1_000_000_000), Duration.ZERO));
        assertFails(Errno.EINVAL, () -> timer.set(AT_ONCE, Duration.ofNanos(-1)));
        assertFails(Errno.EINVAL, () -> timer.await(Timeout.after(1, -1)));

        assertThat(timer.status().armed()).isTrue();
        assertThat(timer.status().period()).isEqualTo(Duration.ofDays(2));
        assertThat(timer.tryAwait()).isZero();
    }

    @Test
    @Row("TM-08")
    default void shouldBearTimesBeyondAllNumbers() {
        Timer timer = timer(Reset.AUTO);
        Duration centuries = Duration.ofSeconds(Long.MAX_VALUE);

        timer.set(Timeout.after(centuries), centuries);
        assertThat(timer.tryAwait()).isZero();
        timer.set(AT_ONCE, centuries);
        assertThat(timer.tryAwait()).isEqualTo(1);

        assertThat(timer.tryAwait()).isZero();
        assertThat(timer.status().armed()).isTrue();
    }

    @Test
    @Row({"TM-09", "G-04"})
    default void shouldDoOnlyWhatTheHandleMayDo() {
        Timer timer = timer(Reset.AUTO);
        Timer looks = timer.duplicate(Set.of(Right.INSPECT, Right.WAIT));
        Timer sets = timer.replace(Set.of(Right.WRITE));

        assertFails(Errno.EBADF, timer::status);
        assertFails(Errno.EACCES, () -> looks.set(AT_ONCE, Duration.ZERO));
        assertFails(Errno.EACCES, looks::cancel);
        assertFails(Errno.EACCES, sets::status);
        assertFails(Errno.EACCES, sets::tryAwait);
        assertFails(Errno.EACCES, () -> sets.await(AT_ONCE));
        assertFails(Errno.EACCES, () -> waits().any(List.of(Item.of(sets)), AT_ONCE));
        sets.set(AT_ONCE, Duration.ZERO);
        assertThat(looks.tryAwait()).isEqualTo(1);
    }

    @Test
    @Row({"TM-09", "EV-24"})
    default void shouldNotBeSignaledByHand() {
        Timer timer = timer(Reset.MANUAL);

        assertFails(Errno.EOPNOTSUPP, () -> waits().signalAndWait(timer, Item.of(timer), AT_ONCE));
        assertThat(timer.tryAwait()).isZero();
    }

    @Test
    @Row({"TM-09", "HA-05", "G-08"})
    default void shouldEndAWaitThatNothingElseEnds() {
        List<Timer> timers = new ArrayList<>();
        Body<Long> body = ipc -> {
            timers.add(ipc.face(Timers.class).create(Reset.AUTO));
            return timers.getLast().await(Timeout.forever());
        };
        Child<Long> closed = start(body);
        awaitBlocked(closed.process());
        timers.getLast().close();
        Child<Long> interrupted = start(body);
        awaitBlocked(interrupted.process());
        interrupted.process().interrupt();
        Child<Long> killed = start(body);
        awaitBlocked(killed.process());
        killed.process().kill();

        assertFails(Errno.ECANCELED, closed::result);
        assertFails(Errno.EINTR, interrupted::result);
        assertThat(killed.status().killed()).isTrue();
    }

    @Test
    @Row({"TM-10", "KN-04"})
    default void shouldBeListedUntilItsLastHandleIsClosed() {
        long before = listed();
        Timer timer = timer(Reset.AUTO);
        Timer other = timer.duplicate(timer.rights());
        start(ipc -> ipc.face(Timers.class).create(Reset.MANUAL).tryAwait()).status();

        timer.close();
        assertThat(listed()).isEqualTo(before + 1);
        other.close();

        assertThat(listed()).isEqualTo(before);
    }

    @Test
    @Row({"TM-10", "CH-12"})
    default void shouldTravelArmedAndEndWithAMessageThatDiesUnread() {
        long before = listed();
        ChannelPair road = ipc().face(Channels.class).create(ChannelOptions.standard());
        Timer timer = timer(Reset.AUTO);
        timer.set(SOON, Duration.ZERO);

        road.first().sendHandles(Client.message("take it"), List.of(timer), 0, Timeout.forever());
        Timer arrived = (Timer) road.second()
                .receiveHandles(Client.buffer(), 1, Timeout.forever())
                .getFirst();

        assertFails(Errno.EBADF, timer::tryAwait);
        assertThat(arrived.await(Timeout.forever())).isEqualTo(1);
        road.first().sendHandles(Client.message("lost"), List.of(arrived), 0, Timeout.forever());
        assertThat(listed()).isEqualTo(before + 1);
        road.second().close();
        assertThat(listed()).isEqualTo(before);
    }

    private long listed() {
        return admin().objects().stream()
                .filter(object -> object.mechanism().equals("timers"))
                .count();
    }

    @Test
    @Row("TM-11")
    default void shouldWaitForTheFirstOfThousands() {
        ipc().self().limit(Limit.HANDLES, new Limit.Value(4_000, 4_000));
        Port port = waits().newPort();
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            timers.add(timer(Reset.AUTO));
            timers.getLast().set(LATE, Duration.ZERO);
            port.bind(Item.of(timers.getLast()), i, Mode.PERSISTENT);
        }
        assertThat(port.tryReceive()).isNull();

        timers.get(1_234).set(SOON, Duration.ZERO);

        assertThat(port.receive(Timeout.forever()).key()).isEqualTo(1_234);
        timers.forEach(Timer::close);
        assertThat(port.tryReceive()).isNull();
    }

    @Test
    @Row("TM-12")
    default void shouldDoAllThisByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        Object timer = Objects.requireNonNull(calls.call(Sysno.TIMER_CREATE.number(), Reset.AUTO));

        assertThat(calls.call(Sysno.TIMER_SET.number(), timer, AT_ONCE, Duration.ofDays(1)))
                .isEqualTo(false);
        assertThat(calls.call(Sysno.TIMER_AWAIT.number(), timer, AT_ONCE)).isEqualTo(1L);
        assertThat(calls.call(Sysno.TIMER_TRY_AWAIT.number(), timer)).isEqualTo(0L);
        assertThat(calls.call(Sysno.TIMER_CANCEL.number(), timer)).isEqualTo(true);
        assertThat(calls.call(Sysno.TIMER_STATUS.number(), timer)).isInstanceOf(TimerStatus.class);
        int port = waits().newPort().number();
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.TIMER_STATUS.number(), port));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.TIMER_CREATE.number(), Mode.ONCE));
    }
}
