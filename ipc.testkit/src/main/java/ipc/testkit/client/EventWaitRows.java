package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.EventClient.auto;
import static ipc.testkit.client.EventClient.manual;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Port;
import ipc.api.Port.Mode;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Waiting for events together with other objects. */
interface EventWaitRows extends EventClient {
    /** Looks once. */
    Timeout NOW = Timeout.after(Duration.ZERO);

    private Waits waits() {
        return ipc().face(Waits.class);
    }

    private static List<Item> items(Handle... handles) {
        return Stream.of(handles).map(Item::of).toList();
    }

    private static Outcome taken(int index) {
        return new Outcome(index, Set.of(Signal.SIGNALED));
    }

    private Event newEvent(EventOptions options) {
        return events().create(options);
    }

    /** Starts a program that waits for all of an automatic and a manual event. */
    private Child<Outcome> startWaiterForBoth(String autoName, String manualName) {
        Child<Outcome> waiter = start(ipc ->
                ipc.face(Waits.class).all(items(auto(ipc, autoName), manual(ipc, manualName)), Timeout.forever()));
        awaitBlocked(waiter.process());
        return waiter;
    }

    @Test
    @Row({"EV-08", "EV-09"})
    default void shouldTakeTheFirstEventThatIsSet() {
        Event unset = newEvent(EventOptions.auto());
        Event first = newEvent(EventOptions.auto().set());
        Event second = newEvent(EventOptions.auto().set());
        Event third = newEvent(EventOptions.manual().set());

        assertThat(waits().any(items(unset, first, second, third), NOW)).isEqualTo(taken(1));
        assertThat(waits().any(items(unset, first, second, third), NOW)).isEqualTo(taken(2));
        assertThat(waits().any(items(unset, first, second, third), NOW)).isEqualTo(taken(3));

        assertThat(third.tryAwait()).isTrue();
        third.reset();
        assertFails(Errno.ETIMEDOUT, () -> waits().any(items(unset, first, second, third), NOW));
    }

    @Test
    @Row({"EV-10", "EV-12"})
    default void shouldReserveNothingForWhoWaitsForAll() {
        String autoName = newName();
        String manualName = newName();
        Event one = auto(ipc(), autoName);
        Event all = manual(ipc(), manualName);
        Child<Outcome> waiter = startWaiterForBoth(autoName, manualName);

        one.set();

        assertThat(one.tryAwait()).isTrue();
        all.set();
        awaitBlocked(waiter.process());
        one.set();
        assertThat(waiter.result()).isEqualTo(taken(0));
        assertThat(one.tryAwait()).isFalse();
        assertThat(all.tryAwait()).isTrue();
    }

    @Test
    @Row("EV-11")
    default void shouldTakeAllInOneStep() {
        Event one = newEvent(EventOptions.auto().set());
        Event other = newEvent(EventOptions.auto());
        Semaphore semaphore = ipc().face(Sync.class).createSemaphore(SemaphoreOptions.counting(1));
        assertFails(Errno.ETIMEDOUT, () -> waits().all(items(one, other, semaphore), NOW));
        other.set();

        assertThat(waits().all(items(one, other, semaphore), NOW)).isEqualTo(taken(0));

        assertThat(one.tryAwait() || other.tryAwait() || semaphore.tryAcquire()).isFalse();
    }

    @Test
    @Row("EV-13")
    default void shouldTakeTheSameEventTwiceOnlyFromAny() {
        Event event = newEvent(EventOptions.auto().set());

        assertThat(waits().any(items(event, event), NOW)).isEqualTo(taken(0));
        assertFails(Errno.EINVAL, () -> waits().all(items(event, event), NOW));
    }

    @Test
    @Row("EV-17")
    default void shouldBeAlerted() {
        Event never = newEvent(EventOptions.manual());
        Event alert = newEvent(EventOptions.auto().set());

        assertThat(waits().all(items(never), Item.of(alert), NOW)).isEqualTo(taken(1));

        assertThat(alert.tryAwait()).isFalse();
        never.set();
        alert.set();
        assertThat(waits().all(items(never), Item.of(alert), NOW)).isEqualTo(taken(0));
        assertThat(alert.tryAwait()).isTrue();
    }

    @Test
    @Row("EV-23")
    default void shouldWakeWhoWaitsForEventsAndOthers() {
        String name = newName();
        Event event = auto(ipc(), name);
        Child<Outcome> waits = start(ipc -> {
            MessageQueue queue = ipc.face(MessageQueues.class).create(Client.small());
            Semaphore none = ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(0));
            Item readable = new Item(queue, Set.of(Signal.READABLE));
            return ipc.face(Waits.class)
                    .any(List.of(readable, Item.of(none), Item.of(auto(ipc, name))), Timeout.forever());
        });
        awaitBlocked(waits.process());

        assertThat(event.set()).isFalse();

        assertThat(waits.result()).isEqualTo(taken(2));
        assertThat(event.tryAwait()).isFalse();
    }

    @Test
    @Row("EV-02")
    default void shouldLetGoWhoWaitsForItAloneBeforeWhoWaitsForMany() {
        String name = newName();
        Event event = auto(ipc(), name);
        Child<Outcome> many = start(ipc -> ipc.face(Waits.class).any(items(auto(ipc, name)), Timeout.forever()));
        awaitBlocked(many.process());
        Child<Boolean> alone = startAwait(name);

        event.set();

        assertThat(alone.result()).isTrue();
        awaitBlocked(many.process());
        event.set();
        assertThat(many.result()).isEqualTo(taken(0));
    }

    @Test
    @Row("EV-24")
    default void shouldSetOneEventAndWaitForAnother() {
        String pingName = newName();
        String pongName = newName();
        Event ping = auto(ipc(), pingName);
        Event pong = auto(ipc(), pongName);
        Child<Boolean> answers = start(ipc -> {
            auto(ipc, pingName).await();
            return auto(ipc, pongName).set();
        });

        assertThat(waits().signalAndWait(ping, Item.of(pong), Timeout.forever()))
                .isEqualTo(taken(0));

        assertThat(answers.result()).isFalse();
        assertThat(ping.tryAwait() || pong.tryAwait()).isFalse();
        pong.set();
        Event mayNotSet = ping.duplicate(Set.of(Right.WAIT));
        assertFails(Errno.EACCES, () -> waits().signalAndWait(mayNotSet, Item.of(pong), Timeout.forever()));
        assertThat(pong.tryAwait()).as("nothing was waited for").isTrue();
    }

    @Test
    @Row({"EV-05", "EV-06"})
    default void shouldNotBeLetGoByAPulseWhichIsNoLevel() {
        String manualName = newName();
        String autoName = newName();
        Event all = manual(ipc(), manualName);
        Event one = auto(ipc(), autoName);
        Child<Outcome> waiter = start(ipc -> ipc.face(Waits.class)
                .any(items(manual(ipc, manualName), auto(ipc, autoName), auto(ipc, autoName)), Timeout.forever()));
        Port port = waits().newPort();
        port.bind(Item.of(all), 1, Mode.PERSISTENT);
        port.bind(Item.of(one), 2, Mode.PERSISTENT);
        awaitBlocked(waiter.process());

        assertThat(all.pulse() || one.pulse()).isFalse();

        assertThat(port.tryReceive()).isNull();
        awaitBlocked(waiter.process());
        one.set();
        assertThat(waiter.result()).as("not of the first").isEqualTo(taken(1));
    }

    @Test
    default void shouldHaveOneSignal() {
        Event event = newEvent(EventOptions.manual());

        assertFails(Errno.EINVAL, () -> waits().any(List.of(new Item(event, Set.of(Signal.READABLE))), NOW));
        assertFails(Errno.EACCES, () -> waits().any(items(event.duplicate(Set.of(Right.READ))), NOW));
        waits().signal(event, Set.of(), Set.of(Signal.USER_2));
        assertThat(waits().any(List.of(new Item(event, Signal.users())), NOW).signals())
                .containsExactly(Signal.USER_2);
    }
}
