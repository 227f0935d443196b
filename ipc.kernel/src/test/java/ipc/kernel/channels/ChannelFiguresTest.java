package ipc.kernel.channels;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.WhenFull;
import ipc.channels.RingChannels;
import ipc.kernel.Kernel;
import ipc.testkit.rows.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators see of a channel: each message that did not arrive, by direction and by cause. */
class ChannelFiguresTest {
    private final Kernel kernel = Kernel.live();
    private final Channels channels = kernel.bundle("test").face(Channels.class);

    ChannelFiguresTest() {
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
    }

    private static DirectionOptions one(WhenFull policy) {
        return DirectionOptions.standard()
                .depthMax(1)
                .bytesMax(8)
                .messageBytesMax(8)
                .whenFull(policy);
    }

    private ChannelPair pair(WhenFull fromFirst, WhenFull fromSecond) {
        return channels.create(
                ChannelOptions.standard().fromFirst(one(fromFirst)).fromSecond(one(fromSecond)));
    }

    private Map<String, Long> figures() {
        return kernel.admin().objects().stream()
                .map(ObjectSnapshot::figures)
                .reduce((former, latter) -> latter)
                .orElseThrow();
    }

    private void assertDirection(String direction, long sent, long oldest, long newest, long discarded) {
        assertThat(figures())
                .containsEntry(direction + ".sent messages", sent)
                .containsEntry(direction + ".droppedOldest messages", oldest)
                .containsEntry(direction + ".droppedNewest messages", newest)
                .containsEntry(direction + ".discarded messages", discarded);
    }

    @Test
    @Row("CH-21")
    void shouldTellDropsOfEitherPolicyAndDirectionApart() {
        ChannelPair pair = pair(WhenFull.DROP_OLDEST, WhenFull.DROP_NEWEST);

        for (int i = 0; i < 3; i++) {
            pair.first().send(message("a"), 0);
        }
        for (int i = 0; i < 5; i++) {
            pair.second().send(message("b"), 0);
        }

        assertDirection("fromFirst", 3, 2, 0, 0);
        assertDirection("fromSecond", 1, 0, 4, 0);
    }

    @Test
    @Row({"CH-06", "CH-14", "CH-21"})
    void shouldCountWhatDiesUnreadAndNothingThatWasRefused() {
        ChannelPair pair = pair(WhenFull.FAIL, WhenFull.BLOCK);
        pair.first().send(message("a"), 0);
        assertFails(Errno.EAGAIN, () -> pair.first().send(message("b"), 0));
        pair.second().send(message("c"), 0);
        pair.first().discard();

        pair.second().close();

        assertDirection("fromFirst", 1, 0, 0, 1);
        assertDirection("fromSecond", 1, 0, 0, 1);
        assertFails(Errno.EPIPE, () -> pair.first().send(message("d"), 0));
        assertDirection("fromFirst", 1, 0, 0, 1);
    }

    @Test
    @Row("CH-21")
    void shouldCountMessagesToAllThatFoundNoRoom() {
        ChannelListener listener =
                channels.listen("/news", ChannelOptions.standard().both(one(WhenFull.BLOCK)));
        channels.connect("/news", Timeout.forever());

        assertThat(listener.broadcast(message("a"), 0)).isOne();
        assertThat(listener.broadcast(message("b"), 0)).isZero();

        assertThat(listener.peers().getFirst().missed()).isOne();
        assertDirection("fromSecond", 1, 0, 0, 0);
        assertThat(kernel.admin().objects().getFirst().figures()).containsEntry("missed messages", 1L);
    }
}
