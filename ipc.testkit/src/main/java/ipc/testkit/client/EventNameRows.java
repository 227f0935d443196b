package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.EventClient.auto;
import static ipc.testkit.client.EventClient.manual;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.testkit.rows.Row;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names, modes, rights and ends of events. */
interface EventNameRows extends EventClient {
    @Test
    @Row("EV-19")
    default void shouldOpenWhatExistsAndSaySo() {
        String name = newName();
        Event made = events().open(name, EventOptions.manual());

        Event same = events().open(name, EventOptions.auto().set());

        assertThat(made.existed()).isFalse();
        assertThat(same.existed()).isTrue();
        assertThat(same.duplicate(same.rights()).existed()).isTrue();
        assertThat(same.status().manual()).isTrue();
        assertThat(same.tryAwait()).as("set at first").isFalse();
        made.set();
        assertThat(same.tryAwait()).isTrue();
    }

    @Test
    @Row("EV-21")
    default void shouldNotFindWhatIsNotThere() {
        String name = newName() + "-a";
        manual(ipc(), name);

        assertFails(Errno.ENOENT, () -> events().open(newName(), EventOptions.existing()));
        assertFails(Errno.ENOENT, () -> events().open(name.toUpperCase(Locale.ROOT), EventOptions.existing()));
        assertFails(Errno.ENOENT, () -> events().open("/", EventOptions.manual()));
        assertThat(events().open(name, EventOptions.existing()).existed()).isTrue();
    }

    @Test
    @Row("EV-22")
    default void shouldLiveWhileOneHandleIsLeft() {
        String name = newName();
        Event first = events().open(name, EventOptions.manual().set());
        Event second = first.duplicate(Set.of(Right.WAIT));

        first.close();

        assertThat(auto(ipc(), name).existed()).isTrue();
        assertThat(second.tryAwait()).isTrue();
    }

    @Test
    @Row("EV-22")
    default void shouldForgetTheNameOfWhatHasEnded() {
        String name = newName();
        events().open(name, EventOptions.manual().set()).close();

        Event another = events().open(name, EventOptions.auto());

        assertThat(another.existed()).isFalse();
        assertThat(another.tryAwait()).isFalse();
        another.close();
        assertThat(admin().objects()).noneMatch(each -> each.name().equals(name));
        assertFails(Errno.ENOENT, () -> events().open(name, EventOptions.existing()));
    }

    @Test
    @Row("EV-22")
    default void shouldEndWithTheProcessThatMadeIt() {
        String name = newName();
        start(ipc -> manual(ipc, name).set()).result();

        assertThat(manual(ipc(), name).existed()).isFalse();
    }

    @Test
    default void shouldLoseItsNameBeforeItsTime() {
        String name = newName();
        Event event = events().open(name, EventOptions.manual().set());

        events().unlink(name);

        assertThat(event.status().name()).isEmpty();
        assertThat(event.tryAwait()).isTrue();
        assertThat(auto(ipc(), name).existed()).isFalse();
        assertFails(Errno.ENOENT, () -> events().unlink(newName()));
    }

    @Test
    default void shouldRefuseBadNamesAndModes() {
        String name = newName();

        assertFails(Errno.EINVAL, () -> events().open("name", EventOptions.manual()));
        assertFails(Errno.EACCES, () -> events().open(name + "/x", EventOptions.manual()));
        assertFails(Errno.ENAMETOOLONG, () -> events().open("/" + "x".repeat(256), EventOptions.manual()));
        assertFails(
                Errno.EINVAL, () -> events().open(name, EventOptions.manual().mode(01000)));
        assertFails(
                Errno.EINVAL, () -> events().open(name, EventOptions.manual().mode(-1)));
        assertFails(Errno.ENOENT, () -> events().open(name, EventOptions.existing()));
    }

    @Test
    default void shouldKeepOthersOut() {
        String name = newName();
        manual(ipc(), name);

        assertFails(Errno.EACCES, () -> asUser(7, ipc -> manual(ipc, name).existed()));
        assertFails(
                Errno.EACCES,
                () -> asUser(7, ipc -> {
                    ipc.face(Events.class).unlink(name);
                    return true;
                }));
    }

    @Test
    @Row("G-04")
    default void shouldDoOnlyWhatItsRightsAllow() {
        Event event = events().create(EventOptions.auto());
        Event waits = event.duplicate(Set.of(Right.WAIT));
        Event writes = event.duplicate(Set.of(Right.WRITE));

        assertFails(Errno.EACCES, waits::set);
        assertFails(Errno.EACCES, waits::reset);
        assertFails(Errno.EACCES, waits::pulse);
        assertFails(Errno.EACCES, waits::status);
        assertFails(Errno.EACCES, writes::tryAwait);
        assertFails(Errno.EACCES, writes::await);
        assertThat(writes.set()).isFalse();
        assertThat(waits.tryAwait()).isTrue();
    }

    @Test
    @Row({"G-02", "G-03"})
    default void shouldRefuseWhatIsNoEvent() {
        Syscalls calls = ipc().face(Syscalls.class);
        int queue = newQueue().number();
        Event closed = events().create(EventOptions.auto());
        closed.close();

        assertFails(Errno.EINVAL, () -> calls.call(Sysno.EVENT_SET.number(), queue));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.EVENTS_EXISTED.number(), queue));
        assertFails(Errno.EBADF, () -> calls.call(Sysno.EVENT_SET.number(), -5));
        assertFails(Errno.EBADF, closed::set);
        assertFails(Errno.EBADF, closed::tryAwait);
    }

    @Test
    default void shouldListItWithItsFigures() {
        String name = newName();
        manual(ipc(), name).set();

        assertThat(admin().objects())
                .filteredOn(each -> each.name().equals(name))
                .singleElement()
                .satisfies(each -> assertThat(each.figures()).containsEntry("set flag", 1L));
    }
}
