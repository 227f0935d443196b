package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.events.Counter;
import ipc.api.events.CounterOptions;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Counters: names, bounds, waits and rights. */
interface CounterUseRows extends EventClient {
    /** Opens a counter that is there, or makes one that is 0. */
    static Counter counter(Ipc ipc, String name) {
        return ipc.face(Events.class).open(name, CounterOptions.of(0));
    }

    @Test
    @Row({"EV-19", "EV-21", "EV-22"})
    default void shouldOpenACounterThatExists() {
        String name = newName();
        Counter made = events().open(name, CounterOptions.of(3).byOne());

        Counter same = events().open(name, CounterOptions.of(100));

        assertThat(made.existed()).isFalse();
        assertThat(same.existed()).isTrue();
        assertThat(same.status().value()).isEqualTo(3);
        assertThat(same.read()).isEqualTo(1);
        made.close();
        same.close();
        assertFails(Errno.ENOENT, () -> events().open(name, CounterOptions.existing()));
    }

    @Test
    @Row("EV-20")
    default void shouldRefuseNamesOfOtherKinds() {
        String eventName = newName();
        String counterName = newName();
        Event event = events().open(eventName, EventOptions.auto());
        Counter counter = events().open(counterName, CounterOptions.of(1));
        Syscalls calls = ipc().face(Syscalls.class);

        assertFails(Errno.EINVAL, () -> events().open(counterName, EventOptions.auto()));
        assertFails(Errno.EINVAL, () -> events().open(eventName, CounterOptions.existing()));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.EVENT_SET.number(), counter.number()));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.COUNTER_TRY_READ.number(), event.number()));
        assertThat(counter.status().value()).isEqualTo(1);
    }

    @Test
    @Row("EV-25")
    default void shouldNotPassTheLargestValue() {
        Counter counter = events().create(CounterOptions.of(Counter.MAX - 1));

        assertFails(Errno.EINVAL, () -> counter.add(-1));
        assertFails(Errno.EINVAL, () -> counter.tryAdd(-1));
        assertFails(Errno.EINVAL, () -> events().create(CounterOptions.of(-1)));
        assertThat(counter.tryAdd(2)).isFalse();
        assertFails(Errno.ETIMEDOUT, () -> counter.add(2, Timeout.after(Duration.ofMillis(2))));
        assertFails(Errno.EINVAL, () -> counter.add(2, Timeout.after(0, -1)));
        counter.add(1, Timeout.after(-1, 0));
        assertThat(counter.status().value()).isEqualTo(Counter.MAX);
        assertThat(counter.read()).isEqualTo(Counter.MAX);
    }

    @Test
    @Row("EV-26")
    default void shouldReadWhatIsThere() {
        Counter counter = events().create(CounterOptions.of(5));
        ByteBuffer buffer = ByteBuffer.allocate(9);

        assertFails(Errno.EINVAL, () -> counter.read(ByteBuffer.allocate(7), Timeout.forever()));
        assertFails(Errno.EINVAL, () -> counter.read(buffer.asReadOnlyBuffer(), Timeout.forever()));
        counter.read(buffer, Timeout.forever());

        assertThat(buffer.position()).isEqualTo(8);
        assertThat(buffer.getLong(0)).isEqualTo(5);
        assertThat(counter.tryRead()).isZero();
        assertFails(Errno.ETIMEDOUT, () -> counter.read(Timeout.after(Duration.ofMillis(2))));
    }

    @Test
    @Row({"EV-25", "EV-26"})
    default void shouldWaitForOthers() {
        String name = newName();
        Counter counter = counter(ipc(), name);
        Child<Long> reader = start(ipc -> counter(ipc, name).read());
        awaitBlocked(reader.process());
        counter.add(7);
        assertThat(reader.result()).isEqualTo(7);
        counter.add(Counter.MAX);
        Child<Boolean> adder = start(ipc -> {
            counter(ipc, name).add(1);
            return true;
        });
        awaitBlocked(adder.process());

        assertThat(counter.read()).isEqualTo(Counter.MAX);

        assertThat(adder.result()).isTrue();
        assertThat(counter.status().value()).isEqualTo(1);
    }

    @Test
    @Row({"G-04", "EV-23"})
    default void shouldDoOnlyWhatItsRightsAllowAndTellWhatCanBeDone() {
        Counter counter = events().create(CounterOptions.of(0));
        Counter reads = counter.duplicate(Set.of(Right.READ, Right.WAIT));
        Counter adds = counter.duplicate(Set.of(Right.WRITE));
        Item both = new Item(reads, Set.of(Signal.READABLE, Signal.WRITABLE));
        Timeout now = Timeout.after(Duration.ZERO);

        assertFails(Errno.EACCES, () -> reads.tryAdd(1));
        assertFails(Errno.EACCES, reads::status);
        assertFails(Errno.EACCES, adds::tryRead);
        assertThat(ipc().face(Waits.class).any(List.of(both), now).signals()).containsExactly(Signal.WRITABLE);
        adds.add(Counter.MAX);
        assertThat(ipc().face(Waits.class).any(List.of(both), now).signals()).containsExactly(Signal.READABLE);
        assertThat(reads.tryRead()).isEqualTo(Counter.MAX);
    }

    @Test
    @Row("G-01")
    default void shouldCountByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        Object handle = calls.call(Sysno.COUNTER_CREATE.number(), CounterOptions.of(2));
        Object named = calls.call(Sysno.COUNTER_OPEN.number(), newName(), CounterOptions.of(0));
        ByteBuffer buffer = ByteBuffer.allocate(8);

        calls.call(Sysno.COUNTER_ADD.number(), handle, 3L, Timeout.forever());
        calls.call(Sysno.COUNTER_READ.number(), handle, buffer, Timeout.forever());

        assertThat(buffer.getLong(0)).isEqualTo(5);
        assertThat(calls.call(Sysno.COUNTER_TRY_ADD.number(), handle, 4L)).isEqualTo(true);
        assertThat(calls.call(Sysno.COUNTER_TRY_READ.number(), handle)).isEqualTo(4L);
        assertThat(calls.call(Sysno.COUNTER_STATUS.number(), named)).hasFieldOrPropertyWithValue("value", 0L);
        assertThat(calls.call(Sysno.EVENTS_EXISTED.number(), named)).isEqualTo(false);
    }
}
