package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.EventClient.manual;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Signal;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.mq.MessageQueues;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Waiting for events together with other objects. */
interface EventWaitRows extends EventClient {
    private static Item item(Event event) {
        return new Item(event, Set.of(Signal.READABLE));
    }

    private Outcome look(Item... items) {
        return ipc().face(Waits.class).any(List.of(items), Timeout.after(Duration.ZERO));
    }

    @Test
    @Row("EV-09")
    default void shouldFindTheFirstManualEventThatIsSet() {
        Event unset = events().create(EventOptions.manual());
        Event first = events().create(EventOptions.manual().set());
        Event second = events().create(EventOptions.manual().set());

        assertThat(look(item(unset), item(first), item(second))).isEqualTo(new Outcome(1, Set.of(Signal.READABLE)));

        first.reset();
        second.reset();
        assertFails(Errno.ETIMEDOUT, () -> look(item(unset), item(first), item(second)));
    }

    @Test
    @Row("EV-23")
    default void shouldWakeWhoWaitsForAnEventAndAQueue() {
        String name = newName();
        Event event = manual(ipc(), name);
        Child<Outcome> waits = start(ipc -> {
            Item queue = new Item(ipc.face(MessageQueues.class).create(Client.small()), Set.of(Signal.READABLE));
            return ipc.face(Waits.class).any(List.of(queue, item(manual(ipc, name))), Timeout.forever());
        });
        awaitBlocked(waits.process());

        event.set();

        assertThat(waits.result()).isEqualTo(new Outcome(1, Set.of(Signal.READABLE)));
    }

    @Test
    default void shouldHaveOneSignal() {
        Event event = events().create(EventOptions.manual());

        assertFails(Errno.EINVAL, () -> look(new Item(event, Set.of(Signal.WRITABLE))));
        ipc().face(Waits.class).signal(event, Set.of(), Set.of(Signal.USER_2));
        assertThat(look(new Item(event, Signal.users())).signals()).containsExactly(Signal.USER_2);
    }
}
