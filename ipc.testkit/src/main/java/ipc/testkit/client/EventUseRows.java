package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.EventClient.auto;
import static ipc.testkit.client.EventClient.manual;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Setting, resetting, pulsing and waiting. */
interface EventUseRows extends EventClient {
    /** So many wait for a broadcast. */
    int CROWD = 12;

    @Test
    @Row({"EV-01", "EV-04", "EV-08"})
    default void shouldLetAllGoAndStaySet() {
        String name = newName();
        Event event = manual(ipc(), name);
        List<Child<Boolean>> crowd =
                IntStream.range(0, CROWD).mapToObj(number -> startAwait(name)).toList();
        assertThat(event.status().waiting()).isEqualTo(CROWD);

        assertThat(event.set()).isFalse();

        assertThat(crowd).allMatch(Child::result);
        event.await(Timeout.after(-1, 0));
        assertThat(event.tryAwait()).isTrue();
        assertThat(event.tryAwait()).as("still").isTrue();
        assertThat(event.set()).isTrue();
        assertThat(event.status().releases()).isEqualTo(1);
    }

    @Test
    @Row({"EV-02", "EV-03"})
    default void shouldLetOneGoOrKeepOneSet() {
        String name = newName();
        Event event = auto(ipc(), name);
        Child<Boolean> calm = startAwait(name, 3);
        Child<Boolean> urgent = startAwait(name, 9);

        assertThat(event.set()).isFalse();

        assertThat(urgent.result()).isTrue();
        assertThat(event.tryAwait()).isFalse();
        assertThat(event.status().waiting()).isEqualTo(1);
        event.set();
        assertThat(calm.result()).isTrue();
        event.set();
        assertThat(event.set()).isTrue();
        event.await();
        assertFails(Errno.ETIMEDOUT, () -> event.await(Timeout.after(Duration.ofMillis(2))));
    }

    @Test
    @Row({"EV-04", "EV-05", "EV-06", "EV-07"})
    default void shouldPulseThoseThatWait() {
        String allName = newName();
        Event all = manual(ipc(), allName);
        List<Child<Boolean>> crowd = IntStream.range(0, CROWD)
                .mapToObj(number -> startAwait(allName))
                .toList();
        String oneName = newName();
        Event one = auto(ipc(), oneName);
        Child<Boolean> calm = startAwait(oneName, 3);
        Child<Boolean> urgent = startAwait(oneName, 9);

        assertThat(all.pulse() || one.pulse()).isFalse();

        assertThat(crowd).allMatch(Child::result);
        assertThat(urgent.result()).isTrue();
        assertThat(all.tryAwait() || one.tryAwait()).isFalse();
        one.pulse();
        assertThat(calm.result()).isTrue();
        one.set();
        assertThat(one.pulse()).isTrue();
        assertThat(one.tryAwait()).isFalse();
    }

    @Test
    @Row("EV-01")
    default void shouldLetPassWhoWasLetGoThoughItWasResetSince() {
        String name = newName();
        Event event = manual(ipc(), name);
        Child<Boolean> waits = startAwait(name);

        event.set();
        assertThat(event.reset()).isTrue();

        assertThat(waits.result()).isTrue();
    }

    @Test
    @Row({"G-05", "G-06", "G-07"})
    default void shouldLookAtItsTimeoutOnlyIfItHasTo() {
        Event event = events().create(EventOptions.auto().set());

        event.await(Timeout.after(0, -1));

        assertFails(Errno.EINVAL, () -> event.await(Timeout.after(0, -1)));
        assertFails(Errno.ETIMEDOUT, () -> event.await(Timeout.after(Duration.ZERO)));
        assertThat(event.status().waiting()).isZero();
        event.set();
        assertThat(event.tryAwait())
                .as("nobody is left that it could have let go")
                .isTrue();
    }

    @Test
    @Row("G-08")
    default void shouldEndAnInterruptedWait() {
        String name = newName();
        Event event = auto(ipc(), name);
        Child<Boolean> waits = startAwait(name);

        waits.process().interrupt();

        assertFails(Errno.EINTR, waits::result);
        event.set();
        assertThat(event.tryAwait()).isTrue();
    }

    @Test
    @Row("G-12")
    default void shouldLetNoDeadWaiterGo() {
        String name = newName();
        Event event = auto(ipc(), name);
        Child<Boolean> dead = startAwait(name, 20);
        Child<Boolean> alive = startAwait(name, 10);

        dead.process().kill();
        event.set();

        assertThat(alive.result()).isTrue();
        dead.status();
        assertThat(event.tryAwait()).isFalse();
        event.set();
        assertThat(event.tryAwait()).isTrue();
    }

    @Test
    @Row("HA-05")
    default void shouldCancelWhoWaitsThroughAHandleThatIsClosed() {
        String name = newName();
        Event event = auto(ipc(), name);
        Event[] used = new Event[1];
        Child<Boolean> waits = start(ipc -> {
            used[0] = auto(ipc, name);
            used[0].await();
            return true;
        });
        awaitBlocked(waits.process());

        used[0].close();

        assertFails(Errno.ECANCELED, waits::result);
        event.set();
        assertThat(event.tryAwait()).isTrue();
    }

    @Test
    default void shouldTakeTurns() {
        String pingName = newName();
        String pongName = newName();
        Event ping = auto(ipc(), pingName);
        Event pong = auto(ipc(), pongName);
        Child<Integer> other = start(ipc -> play(ipc, pingName, pongName));

        for (int i = 0; i < CROWD; i++) {
            ping.set();
            pong.await();
        }

        assertThat(other.result()).isEqualTo(CROWD);
    }

    private static int play(Ipc ipc, String pingName, String pongName) {
        Event ping = auto(ipc, pingName);
        Event pong = auto(ipc, pongName);
        for (int i = 0; i < CROWD; i++) {
            ping.await();
            pong.set();
        }
        return CROWD;
    }

    @Test
    @Row("G-01")
    default void shouldDoTheSameByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        String name = newName();
        Object handle = calls.call(Sysno.EVENT_OPEN.number(), name, EventOptions.manual());
        Object same = calls.call(Sysno.EVENT_OPEN.number(), name, EventOptions.manual());
        Object other =
                calls.call(Sysno.EVENT_CREATE.number(), EventOptions.auto().set());

        assertThat(calls.call(Sysno.EVENTS_EXISTED.number(), handle)).isEqualTo(false);
        assertThat(calls.call(Sysno.EVENTS_EXISTED.number(), same)).isEqualTo(true);
        assertThat(calls.call(Sysno.EVENT_SET.number(), handle)).isEqualTo(false);
        calls.call(Sysno.EVENT_AWAIT.number(), same, Timeout.forever());
        assertThat(calls.call(Sysno.EVENT_RESET.number(), handle)).isEqualTo(true);
        assertThat(calls.call(Sysno.EVENT_PULSE.number(), handle)).isEqualTo(false);
        assertThat(calls.call(Sysno.EVENT_TRY_AWAIT.number(), same)).isEqualTo(false);
        assertThat(calls.call(Sysno.EVENT_STATUS.number(), other)).hasFieldOrPropertyWithValue("set", true);
        calls.call(Sysno.EVENTS_UNLINK.number(), name);
        assertThat(calls.call(Sysno.EVENT_STATUS.number(), same)).hasFieldOrPropertyWithValue("name", "");
    }
}
