package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.channelsOf;
import static ipc.testkit.client.ChannelClient.receive;
import static ipc.testkit.client.ChannelClient.send;
import static ipc.testkit.client.ChannelClient.small;
import static ipc.testkit.client.ChannelClient.take;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelPair;
import ipc.testkit.rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends and listeners that only each other's messages hold are collected once nobody can get them any more. */
interface CircleRows extends ChannelClient {
    /** What there is of channels, and of memory for them. */
    private List<Long> footprint() {
        return List.of(objects(), usedBytes());
    }

    private static void assertCollected(Channel... peers) {
        for (Channel peer : peers) {
            peer.awaitClosed(Timeout.forever());
            peer.close();
        }
    }

    @Test
    @Row("CH-14")
    default void shouldCollectAnEndThatCarriesItself() {
        List<Long> before = footprint();
        ChannelPair self = newPair();
        ChannelPair hanger = newPair();

        send(self.first(), self.second(), hanger.second());

        assertCollected(self.first(), hanger.first());
        assertThat(footprint()).isEqualTo(before);
    }

    @Test
    @Row("CH-14")
    default void shouldCollectThreeEndsInACircle() {
        List<Long> before = footprint();
        ChannelPair a = newPair();
        ChannelPair b = newPair();
        ChannelPair c = newPair();
        send(a.first(), b.second());
        send(b.first(), c.second());
        assertThat(b.first().status().peerClosed()).as("not yet a circle").isFalse();

        send(c.first(), a.second());

        assertCollected(a.first(), b.first(), c.first());
        assertThat(footprint()).isEqualTo(before);
    }

    @Test
    @Row("CH-14")
    default void shouldCollectACircleWhoseSendersHaveClosed() {
        List<Long> before = footprint();
        ChannelPair a = newPair();
        ChannelPair b = newPair();
        Channel duplicate = a.second().duplicate(a.second().rights());
        send(a.first(), b.second());
        send(b.first(), a.second());
        a.first().close();
        b.first().close();
        assertThat(objects()).as("there is a duplicate").isEqualTo(before.getFirst() + 2);

        duplicate.close();

        assertThat(footprint()).isEqualTo(before);
    }

    @Test
    @Row("CH-14")
    default void shouldCollectAListenerThatWaitsInItsOwnBacklog() {
        List<Long> before = footprint();
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        Channel client = channels().connect(name, Timeout.forever());
        Channel other = channels().connect(name, Timeout.forever());

        send(client, listener);

        assertCollected(client, other);
        assertFails(Errno.ENOENT, () -> channels().connect(name, Timeout.forever()));
        assertThat(footprint()).isEqualTo(before);
    }

    @Test
    @Row("CH-14")
    default void shouldCollectListenersThatWaitInEachOthersBacklog() {
        List<Long> before = footprint();
        String one = newName();
        String two = newName();
        ChannelListener first = channels().listen(one, small());
        ChannelListener second = channels().listen(two, small());
        Channel toFirst = channels().connect(one, Timeout.forever());
        Channel toSecond = channels().connect(two, Timeout.forever());
        send(toFirst, second);
        assertThat(toSecond.status().peerClosed()).isFalse();

        send(toSecond, first);

        assertCollected(toFirst, toSecond);
        assertThat(footprint()).isEqualTo(before);
    }

    @Test
    @Row("CH-14")
    default void shouldCollectACircleThatADeadProcessHeld() {
        List<Long> before = footprint();
        Child<Boolean> child = start(ipc -> {
            ChannelPair a = channelsOf(ipc).create(small());
            ChannelPair b = channelsOf(ipc).create(small());
            a.second().duplicate(a.second().rights());
            send(a.first(), b.second());
            send(b.first(), a.second());
            return true;
        });

        assertThat(child.result()).isTrue();

        await(() -> footprint().equals(before));
    }

    @Test
    @Row({"CH-14", "CH-13"})
    default void shouldKeepACircleThatAMessageStillReaches() {
        List<Long> before = footprint();
        ChannelPair a = newPair();
        ChannelPair b = newPair();
        ChannelPair road = newPair();
        Channel duplicate = a.second().duplicate(a.second().rights());
        a.first().send(message("inside"), 0);
        send(road.first(), duplicate);
        send(a.first(), b.second());
        send(b.first(), a.second());
        assertThat(a.first().status().peerClosed()).isFalse();
        assertThat(b.first().status().peerClosed()).isFalse();

        Channel reached = receive(road.second());

        assertThat(take(reached)).isEqualTo("inside");
        Channel next = receive(reached);
        Channel round = receive(next);
        a.first().send(message("all the way round"), 0);
        assertThat(take(round)).isEqualTo("all the way round");
        List.<Handle>of(reached, next, round, a.first(), b.first(), road.first(), road.second())
                .forEach(Handle::close);
        assertThat(footprint()).isEqualTo(before);
    }

    @Test
    @Row({"CH-14", "CH-13"})
    default void shouldKeepAListenerInABacklogThatSomebodyCanAccept() {
        List<Long> before = footprint();
        String name = newName();
        ChannelListener listener = channels().listen(name, small());
        ChannelListener duplicate = listener.duplicate(listener.rights());
        Channel client = channels().connect(name, Timeout.forever());

        send(client, listener);

        assertThat(client.status().peerClosed()).isFalse();
        Channel accepted = duplicate.accept(Timeout.forever());
        duplicate.close();
        ChannelListener again = (ChannelListener)
                accepted.receiveHandles(buffer(), 1, Timeout.forever()).getFirst();
        Channel late = channels().connect(name, Timeout.forever());
        assertThat(again.peers()).hasSize(2);
        List.<Handle>of(again, accepted, client, late).forEach(Handle::close);
        assertThat(footprint()).isEqualTo(before);
    }

    @Test
    @Row("CH-14")
    default void shouldCollectEndsThatCarryEachOther() {
        ChannelPair a = newPair();
        ChannelPair b = newPair();
        ChannelPair hanger = newPair();
        long objects = objects();
        send(a.first(), b.second(), hanger.second());

        send(b.first(), a.second());

        a.first().awaitClosed(Timeout.forever());
        b.first().awaitClosed(Timeout.forever());
        hanger.first().awaitClosed(Timeout.forever());
        a.first().close();
        b.first().close();
        hanger.first().close();
        assertThat(objects()).isEqualTo(objects - 3);
    }

    @Test
    @Row("CH-14")
    default void shouldCollectACircleWhenItsLastHandleCloses() {
        ChannelPair a = newPair();
        ChannelPair b = newPair();
        Channel duplicate = a.second().duplicate(a.second().rights());
        send(a.first(), b.second());
        send(b.first(), a.second());
        assertThat(a.first().status().peerClosed()).as("there is a duplicate").isFalse();

        duplicate.close();

        a.first().awaitClosed(Timeout.forever());
        b.first().awaitClosed(Timeout.forever());
    }
}
