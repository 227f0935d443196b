package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Port;
import ipc.api.Port.Mode;
import ipc.api.Port.Packet;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ports, to which objects are bound. */
interface PortRows extends Client {
    private Waits waits() {
        return ipc().face(Waits.class);
    }

    private static Item readable(MessageQueue queue) {
        return new Item(queue, Set.of(Signal.READABLE));
    }

    private static Packet readable(long key) {
        return new Packet(key, Set.of(Signal.READABLE));
    }

    @Test
    @Row("HA-08")
    default void shouldDeliverAtOnceWhatIsAsserted() {
        Port port = waits().newPort();
        MessageQueue queue = newQueue();
        queue.send(message("a"), 0);

        port.bind(readable(queue), 7, Mode.ONCE);

        assertThat(port.tryReceive()).isEqualTo(readable(7));
        assertThat(port.tryReceive()).isNull();
    }

    @Test
    default void shouldDeliverOnceWhateverComesLater() {
        Port port = waits().newPort();
        MessageQueue queue = newQueue();
        port.bind(readable(queue), 7, Mode.ONCE);
        assertThat(port.tryReceive()).isNull();

        queue.send(message("a"), 0);
        queue.send(message("b"), 0);

        assertThat(port.tryReceive()).isEqualTo(readable(7));
        assertThat(port.tryReceive()).isNull();
        port.bind(readable(queue), 7, Mode.ONCE);
        assertThat(port.tryReceive()).isEqualTo(readable(7));
    }

    @Test
    @Row("HA-09")
    default void shouldForgetWhatIsCancelled() {
        Port port = waits().newPort();
        MessageQueue queue = newQueue();
        queue.send(message("a"), 0);
        port.bind(readable(queue), 7, Mode.ONCE);
        port.bind(readable(queue), 8, Mode.PERSISTENT);

        boolean pending = port.cancel(queue, 7);
        boolean unknown = port.cancel(queue, 9);

        assertThat(pending).isTrue();
        assertThat(unknown).isFalse();
        assertThat(port.tryReceive()).isEqualTo(readable(8));
        assertThat(port.cancel(queue, 8)).isTrue();
        assertThat(port.tryReceive()).isNull();
    }

    @Test
    @Row("HA-09")
    default void shouldNotTellWhatComesAfterItWasCancelled() {
        Port port = waits().newPort();
        MessageQueue queue = newQueue();
        port.bind(readable(queue), 7, Mode.ONCE);
        port.bind(readable(queue), 8, Mode.PERSISTENT);
        assertThat(port.tryReceive()).as("both are pending from now on").isNull();

        assertThat(port.cancel(queue, 7)).isTrue();
        assertThat(port.cancel(queue, 8)).isTrue();
        assertThat(port.cancel(queue, 7)).as("nothing is left to cancel").isFalse();
        queue.send(message("a"), 0);

        assertThat(port.tryReceive()).isNull();
        port.bind(readable(queue), 7, Mode.ONCE);
        assertThat(port.tryReceive()).isEqualTo(readable(7));
    }

    @Test
    default void shouldTakeTurnsAmongThoseThatAreReady() {
        Port port = waits().newPort();
        MessageQueue first = newQueue();
        MessageQueue second = newQueue();
        port.bind(readable(first), 1, Mode.PERSISTENT);
        port.bind(readable(second), 2, Mode.PERSISTENT);
        first.send(message("a"), 0);
        second.send(message("b"), 0);

        List<Packet> packets = List.of(next(port), next(port), next(port));

        assertThat(packets).containsExactly(readable(1), readable(2), readable(1));
        first.receive(buffer());
        assertThat(next(port)).isEqualTo(readable(2));
        second.receive(buffer());
        assertThat(port.tryReceive()).isNull();
    }

    private static Packet next(Port port) {
        return Objects.requireNonNull(port.tryReceive());
    }

    @Test
    default void shouldWaitForAPacket() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<Packet> receiver = start(ipc -> {
            MessageQueues own = ipc.face(MessageQueues.class);
            Port port = ipc.face(Waits.class).newPort();
            port.bind(readable(own.create(small())), 1, Mode.PERSISTENT);
            port.bind(readable(own.open(name, small())), 2, Mode.PERSISTENT);
            return port.receive(Timeout.forever());
        });
        awaitBlocked(receiver.process());

        queue.send(message("a"), 0);

        assertThat(receiver.result()).isEqualTo(readable(2));
    }

    @Test
    default void shouldGiveUpInTime() {
        Port port = waits().newPort();
        port.bind(readable(newQueue()), 1, Mode.PERSISTENT);

        assertFails(Errno.ETIMEDOUT, () -> port.receive(Timeout.after(Duration.ofMillis(3))));
    }

    @Test
    default void shouldTellOfSignalsOfTheUsers() {
        Port port = waits().newPort();
        MessageQueue queue = newQueue();
        port.bind(new Item(queue, Signal.users()), 1, Mode.PERSISTENT);

        waits().signal(queue, Set.of(), Set.of(Signal.USER_5));

        assertThat(port.tryReceive()).isEqualTo(new Packet(1, Set.of(Signal.USER_5)));
    }

    @Test
    default void shouldTellOfRoomThatTimeMakes() {
        Port port = waits().newPort();
        MessageQueue queue = queues().create(small().depthMax(1).timeToLive(Duration.ofMillis(20)));
        queue.send(message("soon gone"), 0);
        port.bind(new Item(queue, Set.of(Signal.WRITABLE)), 1, Mode.ONCE);

        Packet packet = port.receive(Timeout.after(Duration.ofHours(1)));

        assertThat(packet).isEqualTo(new Packet(1, Set.of(Signal.WRITABLE)));
    }

    @Test
    default void shouldForgetAHandleThatIsClosed() {
        Port port = waits().newPort();
        MessageQueue queue = newQueue();
        queue.send(message("a"), 0);
        port.bind(readable(queue), 1, Mode.PERSISTENT);

        queue.close();

        assertThat(port.tryReceive()).isNull();
        assertThat(port.cancel(queue, 1)).isFalse();
    }

    @Test
    default void shouldEndAWaitWhenThePortIsClosed() {
        Port[] port = new Port[1];
        Child<Packet> receiver = start(ipc -> {
            port[0] = ipc.face(Waits.class).newPort();
            return port[0].receive(Timeout.forever());
        });
        awaitBlocked(receiver.process());

        port[0].close();

        assertFails(Errno.ECANCELED, receiver::result);
    }

    @Test
    default void shouldShareBindingsWithDuplicates() {
        Port port = waits().newPort();
        Port duplicate = port.duplicate(EnumSet.of(Right.READ));
        MessageQueue queue = newQueue();
        queue.send(message("a"), 0);
        port.bind(readable(queue), 1, Mode.PERSISTENT);
        port.close();

        assertThat(duplicate.tryReceive()).isEqualTo(readable(1));
        assertFails(Errno.EACCES, () -> duplicate.bind(readable(queue), 2, Mode.ONCE));
        assertFails(Errno.EACCES, () -> duplicate.cancel(queue, 1));
        assertFails(Errno.EBADF, port::tryReceive);
    }

    @Test
    default void shouldRefuseWhatCannotBeBound() {
        Port port = waits().newPort();
        MessageQueue queue = newQueue();
        MessageQueue less = queue.duplicate(EnumSet.of(Right.READ));
        port.bind(readable(queue), 1, Mode.ONCE);

        assertFails(Errno.EEXIST, () -> port.bind(readable(queue), 1, Mode.PERSISTENT));
        assertFails(Errno.EACCES, () -> port.bind(readable(less), 1, Mode.ONCE));
        assertFails(Errno.EINVAL, () -> port.bind(new Item(queue, Set.of()), 2, Mode.ONCE));
        assertFails(Errno.EOPNOTSUPP, () -> port.bind(new Item(port, Signal.users()), 2, Mode.ONCE));
        assertFails(Errno.EACCES, () -> port.duplicate(EnumSet.of(Right.WRITE)).tryReceive());
    }

    @Test
    default void shouldBindByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        MessageQueue queue = newQueue();
        queue.send(message("a"), 0);

        Object port = calls.call(Sysno.PORT_CREATE.number());
        calls.call(Sysno.PORT_BIND.number(), port, queue.number(), Set.of(Signal.READABLE), 5L, Mode.PERSISTENT);

        assertThat(calls.call(Sysno.PORT_RECEIVE.number(), port, Timeout.forever()))
                .isEqualTo(readable(5));
        assertThat(calls.call(Sysno.PORT_CANCEL.number(), port, queue.number(), 5L))
                .isEqualTo(true);
        assertThat(calls.call(Sysno.PORT_TRY_RECEIVE.number(), port)).isNull();
    }
}
