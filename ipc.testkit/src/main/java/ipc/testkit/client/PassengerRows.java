package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.atOnce;
import static ipc.testkit.client.ChannelClient.channelsOf;
import static ipc.testkit.client.ChannelClient.receive;
import static ipc.testkit.client.ChannelClient.send;
import static ipc.testkit.client.ChannelClient.small;
import static ipc.testkit.client.ChannelClient.take;
import static ipc.testkit.client.ChannelClient.two;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Limit;
import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.WhenFull;
import ipc.api.mq.MessageQueue;
import ipc.testkit.rows.Row;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Handles that travel in messages. */
interface PassengerRows extends ChannelClient {
    @Test
    @Row({"CH-12", "CH-13"})
    default void shouldMoveHandlesToTheReceiver() {
        ChannelPair road = newPair();
        ChannelPair cargo = newPair();
        Channel passenger = cargo.second().duplicate(EnumSet.of(Right.READ, Right.TRANSFER));
        cargo.second().close();

        send(road.first(), passenger);

        assertFails(Errno.EBADF, () -> passenger.tryReceive(buffer()));
        assertThat(road.second().status().nextHandles()).isOne();
        Channel arrived = receive(road.second());
        assertThat(arrived.number()).isNotEqualTo(passenger.number());
        assertThat(arrived.rights()).isEqualTo(EnumSet.of(Right.READ, Right.TRANSFER));
        cargo.first().send(message("still connected"), 0);
        assertThat(take(arrived)).isEqualTo("still connected");
    }

    @Test
    @Row("CH-15")
    default void shouldTakeQueuedMessagesAlongInOrder() {
        ChannelPair road = newPair();
        ChannelPair cargo = newPair();
        cargo.first().send(message("1"), 0);

        send(road.first(), cargo.second());
        cargo.first().send(message("2"), 0);

        Channel arrived = receive(road.second());
        assertThat(List.of(take(arrived), take(arrived))).containsExactly("1", "2");
    }

    @Test
    @Row("CH-12")
    default void shouldKeepTheHandlesOfAMessageThatWasNotSent() {
        ChannelPair road = newPair();
        ChannelPair cargo = newPair();
        road.first().send(message("1"), 0);
        road.first().send(message("2"), 0);
        int before = handlesOf(ipc());

        assertFails(Errno.ETIMEDOUT, () -> road.first().sendHandles(message("3"), List.of(cargo.first()), 0, atOnce()));
        road.second().close();
        assertFails(Errno.EPIPE, () -> send(road.first(), cargo.first()));

        assertThat(handlesOf(ipc())).isEqualTo(before - 1);
        cargo.first().send(message("unchanged"), 0);
        assertThat(take(cargo.second())).isEqualTo("unchanged");
        assertThat(cargo.second().status().peerClosed()).isFalse();
    }

    @Test
    @Row("CH-08")
    default void shouldRefuseTooManyHandles() {
        ChannelPair road = newPair();
        List<Handle> handles = new ArrayList<>();
        ChannelPair cargo = newPair();
        for (int i = 0; i < 65; i++) {
            handles.add(cargo.first().duplicate(cargo.first().rights()));
        }

        assertFails(Errno.EMSGSIZE, () -> send(road.first(), handles.toArray(Handle[]::new)));
        send(road.first(), handles.subList(0, 64).toArray(Handle[]::new));

        assertFails(Errno.EMSGSIZE, () -> road.second().receiveHandles(buffer(), 63, Timeout.forever()));
        assertThat(road.second().receiveHandles(buffer(), 64, Timeout.forever()))
                .hasSize(64);
    }

    @Test
    @Row("CH-09")
    default void shouldNotSendAnEndThroughItself() {
        ChannelPair road = newPair();
        Channel duplicate = road.first().duplicate(road.first().rights());

        assertFails(Errno.EOPNOTSUPP, () -> send(road.first(), road.first()));
        assertFails(Errno.EOPNOTSUPP, () -> send(road.first(), duplicate));

        road.first().send(message("still there"), 0);
        assertThat(take(road.second())).isEqualTo("still there");
    }

    @Test
    @Row("CH-10")
    default void shouldNotSendAHandleTwice() {
        ChannelPair road = newPair();
        ChannelPair cargo = newPair();

        assertFails(Errno.EBADF, () -> send(road.first(), cargo.first(), cargo.first()));

        send(road.first(), cargo.first());
        assertFails(Errno.EBADF, () -> send(road.first(), cargo.first()));
    }

    @Test
    @Row("CH-11")
    default void shouldNotSendAHandleWithoutTheRight() {
        ChannelPair road = newPair();
        ChannelPair cargo = newPair();
        EnumSet<Right> rights = EnumSet.allOf(Right.class);
        rights.remove(Right.TRANSFER);
        Channel stays = cargo.first().duplicate(rights);

        assertFails(Errno.EACCES, () -> send(road.first(), cargo.second(), stays));

        stays.send(message("stayed"), 0);
        assertThat(take(cargo.second())).as("so did the other").isEqualTo("stayed");
    }

    @Test
    @Row("G-02")
    default void shouldNotSendAHandleOfAnotherProcess() {
        ChannelPair road = newPair();
        ChannelPair cargo = newPair();

        Child<Boolean> stranger = start(ipc -> {
            ChannelPair own = channelsOf(ipc).create(small());
            assertFails(Errno.EBADF, () -> send(own.first(), cargo.first()));
            return true;
        });

        assertThat(stranger.result()).isTrue();
        send(road.first(), cargo.first());
    }

    @Test
    @Row("CH-14")
    default void shouldCloseWhatDiesUnread() {
        ChannelPair road = newPair();
        ChannelPair one = newPair();
        ChannelPair two = newPair();
        send(road.first(), one.second());
        send(road.first(), two.second());
        road.second().discard();
        assertThat(one.first().status().peerClosed()).isTrue();
        assertThat(two.first().status().peerClosed()).isFalse();

        road.second().close();

        assertThat(two.first().status().peerClosed()).isTrue();
    }

    @Test
    @Row({"CH-14", "CH-21"})
    default void shouldCloseWhatIsDropped() {
        ChannelPair road = channels()
                .create(ChannelOptions.standard().both(two().depthMax(1).whenFull(WhenFull.DROP_NEWEST)));
        ChannelPair cargo = newPair();
        road.first().send(message("full"), 0);

        send(road.first(), cargo.second());

        assertFails(Errno.EBADF, () -> cargo.second().tryReceive(buffer()));
        assertThat(cargo.first().status().peerClosed()).isTrue();
    }

    @Test
    @Row("CH-14")
    default void shouldCloseWhatIsPackedManyTimes() {
        ChannelPair outermost = newPair();
        Channel inner = outermost.second();
        Channel last = outermost.first();
        for (int i = 0; i < 300; i++) {
            ChannelPair next = newPair();
            send(next.first(), inner);
            next.first().close();
            inner = next.second();
        }

        inner.close();

        last.awaitClosed(Timeout.forever());
    }

    @Test
    @Row("CH-13")
    default void shouldKeepTheMessageWhereThereIsNoPlaceForItsHandles() {
        ChannelPair road = newPair();
        ChannelPair cargo = newPair();
        send(road.first(), cargo.second());
        Limit.Value before = ipc().self().limit(Limit.HANDLES);
        ipc().self().limit(Limit.HANDLES, new Limit.Value(handlesOf(ipc()), before.hard()));

        assertFails(Errno.EMFILE, () -> receive(road.second()));

        ipc().self().limit(Limit.HANDLES, before);
        assertFails(Errno.EMSGSIZE, () -> road.second().receive(buffer()));
        cargo.first().send(message("kept"), 0);
        assertThat(take(receive(road.second()))).isEqualTo("kept");
    }

    @Test
    @Row("CH-13")
    default void shouldCarryAnEndToAnotherProcess() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<String> child = start(ipc -> {
            Channel control = channelsOf(ipc).connect(name, Timeout.forever());
            Channel mine = receive(control);
            mine.send(message("from " + ipc.self().pid()), 0);
            return "from " + ipc.self().pid();
        });
        Channel control = listener.accept(Timeout.forever());
        ChannelPair cargo = newPair();

        send(control, cargo.second());

        String expected = child.result();
        assertThat(take(cargo.first())).isEqualTo(expected);
        cargo.first().awaitClosed(Timeout.forever());
    }

    @Test
    @Row("CH-13")
    default void shouldCarryQueuesAndListeners() {
        ChannelPair road = newPair();
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        MessageQueue queue = queues().create(Client.small());
        queue.send(message("in the queue"), 0);

        send(road.first(), listener, queue);

        List<Handle> arrived = road.second().receiveHandles(buffer(), 2, Timeout.forever());
        assertThat(Client.take((MessageQueue) arrived.get(1))).isEqualTo("in the queue");
        Channel connected = channels().connect(name, Timeout.forever());
        Channel accepted = ((ChannelListener) arrived.getFirst()).accept(Timeout.forever());
        connected.send(message("found"), 0);
        assertThat(take(accepted)).isEqualTo("found");
        assertFails(Errno.EOPNOTSUPP, () -> send(road.first(), (Handle) ((MessageQueue) arrived.get(1)).newLoan()));
    }

    @Test
    @Row("HA-05")
    default void shouldEndWaitsThroughAHandleThatIsSentAway() {
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<Errno> child = start(ipc -> {
            Channel control = channelsOf(ipc).connect(name, Timeout.forever());
            ChannelPair cargo = channelsOf(ipc).create(small());
            send(control, cargo.second());
            assertFails(Errno.EBADF, () -> cargo.second().receive(buffer()));
            return Errno.EBADF;
        });

        Channel arrived = receive(listener.accept(Timeout.forever()));

        assertThat(child.result()).isEqualTo(Errno.EBADF);
        assertFails(Errno.EPIPE, () -> arrived.receive(buffer()));
    }

    @Test
    @Row("KN-04")
    default void shouldCloseWhatADeadProcessHadOnItsWay() {
        ChannelPair cargo = newPair();
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Child<Boolean> child = start(ipc -> {
            Channel control = channelsOf(ipc).connect(name, Timeout.forever());
            Channel mine = receive(control);
            ChannelPair own = channelsOf(ipc).create(small());
            send(own.first(), mine);
            return true;
        });
        send(listener.accept(Timeout.forever()), cargo.second());

        assertThat(child.result()).isTrue();

        cargo.first().awaitClosed(Timeout.forever());
    }

    @Test
    @Row("CH-12")
    default void shouldSendNoHandlesAsAPlainMessage() {
        ChannelPair road = newPair();

        send(road.first());

        assertThat(road.second().receiveHandles(buffer(), 0, Timeout.forever())).isEmpty();
        assertThat(Set.copyOf(road.first().rights())).contains(Right.TRANSFER);
    }
}
