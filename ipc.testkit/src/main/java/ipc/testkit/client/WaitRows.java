package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
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
import ipc.api.Waits.Outcome;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Waiting for several objects at once. */
interface WaitRows extends Client {
    /** Long enough for what the test does, if it does not hang. */
    Timeout LONG = Timeout.after(Duration.ofHours(1));

    /** Looks once. */
    Timeout NOW = Timeout.after(Duration.ZERO);

    private Waits waits() {
        return ipc().face(Waits.class);
    }

    private static Item readable(MessageQueue queue) {
        return new Item(queue, Set.of(Signal.READABLE));
    }

    @Test
    default void shouldFindTheFirstOfThoseThatAreReady() {
        MessageQueue empty = newQueue();
        MessageQueue first = newQueue();
        MessageQueue second = newQueue();
        first.send(message("a"), 0);
        second.send(message("b"), 0);

        Outcome found = waits().any(List.of(readable(empty), readable(first), readable(second)), NOW);

        assertThat(found).isEqualTo(new Outcome(1, Set.of(Signal.READABLE)));
        assertThat(first.status().depth()).isEqualTo(1);
    }

    @Test
    default void shouldWakeWhenOneBecomesReady() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<Outcome> waiter = start(ipc -> {
            MessageQueues own = ipc.face(MessageQueues.class);
            Item never = readable(own.create(small()));
            return ipc.face(Waits.class).any(List.of(never, readable(own.open(name, small()))), Timeout.forever());
        });
        awaitBlocked(waiter.process());

        queue.send(message("at last"), 0);

        assertThat(waiter.result()).isEqualTo(new Outcome(1, Set.of(Signal.READABLE)));
    }

    @Test
    default void shouldWakeWhenThereIsRoom() {
        MessageQueue queue = newQueue();
        queue.send(message("a"), 0);
        queue.send(message("b"), 0);
        Child<Outcome> waiter = start(ipc -> {
            MessageQueue own = ipc.face(MessageQueues.class).open(queue.status().name(), small());
            return ipc.face(Waits.class).any(List.of(new Item(own, Set.of(Signal.WRITABLE))), Timeout.forever());
        });
        awaitBlocked(waiter.process());

        queue.receive(buffer());

        assertThat(waiter.result()).isEqualTo(new Outcome(0, Set.of(Signal.WRITABLE)));
    }

    @Test
    default void shouldNotTakeAWakeFromAReceiver() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<Outcome> waiter = start(ipc -> {
            MessageQueue own = ipc.face(MessageQueues.class).open(name, small());
            return ipc.face(Waits.class)
                    .any(List.of(new Item(own, Set.of(Signal.READABLE, Signal.USER_0))), Timeout.forever());
        });
        awaitBlocked(waiter.process());
        Child<Integer> receiver =
                start(ipc -> ipc.face(MessageQueues.class).open(name, small()).receive(buffer()));
        awaitBlocked(receiver.process());

        queue.send(message("for the receiver"), 5);

        assertThat(receiver.result()).isEqualTo(5);
        waits().signal(queue, Set.of(), Set.of(Signal.USER_0)); // in case the message was gone when the other looked
        assertThat(waiter.result().index()).isZero();
    }

    @Test
    default void shouldWaitForSignalsOfTheUsers() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<Outcome> waiter = start(ipc -> {
            MessageQueue own = ipc.face(MessageQueues.class).open(name, small());
            return ipc.face(Waits.class).any(List.of(new Item(own, Signal.users())), Timeout.forever());
        });
        awaitBlocked(waiter.process());

        waits().signal(queue, Set.of(Signal.USER_1), Set.of(Signal.USER_1, Signal.USER_7));

        assertThat(waiter.result()).isEqualTo(new Outcome(0, Set.of(Signal.USER_1, Signal.USER_7)));
        waits().signal(queue, Signal.users(), Set.of());
        assertFails(Errno.ETIMEDOUT, () -> waits().any(List.of(new Item(queue, Signal.users())), NOW));
    }

    @Test
    @Row("HA-10")
    default void shouldChangeSignalsOfTheUsersOnly() {
        MessageQueue queue = newQueue();

        assertFails(Errno.EINVAL, () -> waits().signal(queue, Set.of(), Set.of(Signal.USER_0, Signal.READABLE)));
        assertFails(Errno.EINVAL, () -> waits().signal(queue, Set.of(Signal.WRITABLE), Set.of()));
        assertFails(Errno.ETIMEDOUT, () -> waits().any(List.of(new Item(queue, Signal.users())), NOW));
    }

    @Test
    @Row("HA-06")
    default void shouldNeedARightToWaitAndOneToSignal() {
        MessageQueue queue = newQueue();
        MessageQueue less = queue.duplicate(EnumSet.of(Right.READ));

        assertFails(Errno.EACCES, () -> waits().any(List.of(readable(queue), readable(less)), NOW));
        assertFails(Errno.EACCES, () -> waits().signal(less, Set.of(), Set.of(Signal.USER_0)));
    }

    @Test
    @Row({"HA-07", "EV-14"})
    default void shouldBoundTheNumberOfObjects() {
        MessageQueue queue = newQueue();
        queue.send(message("a"), 0);
        List<Item> most = Collections.nCopies(Waits.ITEMS_MAX, readable(queue));
        List<Item> more = Collections.nCopies(Waits.ITEMS_MAX + 1, readable(queue));

        assertThat(waits().any(most, NOW).index()).isZero();
        assertFails(Errno.EINVAL, () -> waits().any(more, NOW));
    }

    @Test
    default void shouldTakeTheSameObjectTwice() {
        MessageQueue queue = newQueue();
        Item room = new Item(queue, Set.of(Signal.WRITABLE));

        assertThat(waits().any(List.of(readable(queue), room, room), NOW).index())
                .isEqualTo(1);
    }

    @Test
    @Row("EV-15")
    default void shouldSleepWithoutObjects() {
        long before = ipc().nowNanos();

        assertFails(Errno.ETIMEDOUT, () -> waits().any(List.of(), Timeout.after(Duration.ofMillis(3))));

        assertThat(ipc().nowNanos() - before).isGreaterThanOrEqualTo(3_000_000);
    }

    @Test
    default void shouldRefuseWhatCannotBeWaitedFor() {
        MessageQueue queue = newQueue();
        MessageQueue closed = newQueue();
        closed.close();

        assertFails(Errno.EINVAL, () -> waits().any(List.of(new Item(queue, Set.of())), NOW));
        assertFails(Errno.EINVAL, () -> waits().any(List.of(new Item(queue, Set.of(Signal.PEER_CLOSED))), NOW));
        assertFails(Errno.EBADF, () -> waits().any(List.of(readable(closed)), NOW));
        assertFails(Errno.EBADF, () -> waits().signal(closed, Set.of(), Set.of()));
    }

    @Test
    default void shouldRefuseAHandleOfAnotherProcess() {
        MessageQueue mine = newQueue();

        assertFails(
                Errno.EBADF,
                () -> start(ipc -> ipc.face(Waits.class).any(List.of(readable(mine)), NOW))
                        .result());
    }

    @Test
    @Row({"HA-05", "EV-18"})
    default void shouldEndWhenAHandleIsClosed() {
        MessageQueue[] handle = new MessageQueue[1];
        Child<Outcome> waiter = start(ipc -> {
            MessageQueues own = ipc.face(MessageQueues.class);
            handle[0] = own.create(small());
            return ipc.face(Waits.class)
                    .any(List.of(readable(own.create(small())), readable(handle[0])), Timeout.forever());
        });
        awaitBlocked(waiter.process());

        handle[0].close();

        assertFails(Errno.ECANCELED, waiter::result);
    }

    @Test
    default void shouldEndWithItsProcess() {
        Child<Outcome> waiter = start(WaitRows::waitForNothing);
        awaitBlocked(waiter.process());

        waiter.process().kill();

        assertThat(waiter.status().killed()).isTrue();
    }

    @Test
    @Row("G-08")
    default void shouldEndWhenItIsInterrupted() {
        Child<Outcome> waiter = start(WaitRows::waitForNothing);
        awaitBlocked(waiter.process());

        waiter.process().interrupt();

        assertFails(Errno.EINTR, waiter::result);
    }

    private static Outcome waitForNothing(Ipc ipc) {
        MessageQueue never = ipc.face(MessageQueues.class).create(small());
        return ipc.face(Waits.class).any(List.of(readable(never)), Timeout.forever());
    }

    @Test
    default void shouldNotSleepPastAnExpiry() {
        MessageQueue queue = queues().create(small().depthMax(1).timeToLive(Duration.ofMillis(20)));
        queue.send(message("soon gone"), 0);

        Outcome found = waits().any(List.of(new Item(queue, Set.of(Signal.WRITABLE))), LONG);

        assertThat(found.signals()).containsExactly(Signal.WRITABLE);
        assertThat(queue.status().depth()).isZero();
    }

    @Test
    default void shouldWaitByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        MessageQueue queue = newQueue();
        List<Integer> handles = List.of(queue.number());

        calls.call(Sysno.SIGNAL.number(), queue.number(), Set.of(), Set.of(Signal.USER_3));
        Object found = calls.call(Sysno.WAIT_ANY.number(), handles, List.of(Signal.users()), NOW);

        assertThat(found).isEqualTo(new Outcome(0, Set.of(Signal.USER_3)));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.WAIT_ANY.number(), handles, List.of(), NOW));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.WAIT_ANY.number(), List.of("a"), List.of(Set.of()), NOW));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.WAIT_ANY.number(), handles, List.of(Set.of("a")), NOW));
    }
}
