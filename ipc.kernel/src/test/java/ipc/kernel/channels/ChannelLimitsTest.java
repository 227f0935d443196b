package ipc.kernel.channels;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.admin.LimitSnapshot;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import ipc.channels.RingChannels;
import ipc.kernel.Kernel;
import ipc.kernel.process.Limits;
import ipc.testkit.rows.Row;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How many channels there may be, and how large, as configured. */
class ChannelLimitsTest {
    private static final ChannelOptions SMALL = ChannelOptions.standard().both(direction());

    private final Kernel kernel = Kernel.live();
    private final Channels channels = kernel.face(kernel.bundle("user", Credentials.of(7, 7)), Channels.class);

    ChannelLimitsTest() {
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
    }

    private static DirectionOptions direction() {
        return DirectionOptions.standard().depthMax(4).bytesMax(64).messageBytesMax(16);
    }

    private void limit(Limits.Channels limits) {
        Limits now = Limits.DEFAULTS;
        kernel.limits(new Limits(
                now.processesMax(),
                now.handlesMax(),
                now.memoryBytesMax(),
                now.queueDepthMax(),
                now.queueMessageBytesMax(),
                now.pipes(),
                limits,
                now.buses(),
                now.traceRecordsMax(),
                now.auditRecordsMax()));
    }

    @Test
    @Row("G-16")
    void shouldChargeForAHistoryUntilItsListenerCloses() {
        ChannelListener without = channels.listen("/plain", SMALL);
        long each = kernel.memory().usedBytes();
        ChannelListener listener = channels.listen("/history", SMALL.history(3));

        assertThat(kernel.memory().usedBytes()).isEqualTo(2 * each + 3 * 16);

        listener.close();
        without.close();
        assertThat(kernel.memory().usedBytes()).isZero();
    }

    @Test
    @Row({"G-15", "G-01"})
    void shouldRefuseOneChannelMoreThanThereMayBe() {
        limit(new Limits.Channels(3, 4, 64, 16));
        ChannelListener listener = channels.listen("/limited", SMALL);
        ChannelPair pair = channels.create(SMALL);
        channels.connect("/limited", Timeout.forever());
        long bytes = kernel.memory().usedBytes();
        long handles = kernel.handles().count();

        assertThatThrownBy(() -> channels.create(SMALL))
                .hasMessageStartingWith("ENFILE")
                .hasMessageContaining("3 channels")
                .hasMessageContaining("channelsMax 3");
        assertFails(Errno.ENFILE, () -> channels.connect("/limited", Timeout.forever()));
        assertFails(Errno.ENFILE, () -> channels.listen("/other", SMALL));

        assertThat(kernel.memory().usedBytes()).isEqualTo(bytes);
        assertThat(kernel.handles().count()).isEqualTo(handles);
        pair.first().close();
        pair.second().close();
        channels.connect("/limited", Timeout.forever());
        assertThat(listener.peers()).hasSize(2);
    }

    @Test
    @Row("G-15")
    void shouldRefuseSizesAboveTheConfiguredOnes() {
        limit(new Limits.Channels(10, 4, 64, 16));

        assertRefused(direction().depthMax(5), "depthMax 5, bounds 1 to 4");
        assertRefused(direction().bytesMax(65), "bytesMax 65, bounds 16 to 64");
        assertRefused(direction().messageBytesMax(17), "messageBytesMax 17, bounds 1 to 16");

        channels.create(SMALL);
    }

    private void assertRefused(DirectionOptions options, String why) {
        ChannelOptions second = ChannelOptions.standard().fromFirst(direction()).fromSecond(options);
        assertThatThrownBy(() -> channels.create(second))
                .hasMessageStartingWith("EINVAL")
                .hasMessageContaining(why);
        assertThatThrownBy(() -> channels.listen("/refused", second)).hasMessageContaining(why);
    }

    @Test
    void shouldNotBindWhoMayExceedLimits() {
        limit(new Limits.Channels(1, 1, 1, 1));
        Channels privileged = kernel.bundle("privileged").face(Channels.class);

        privileged.create(SMALL);
        privileged.create(SMALL);

        assertThatThrownBy(() -> privileged.create(
                        ChannelOptions.standard().fromFirst(direction().depthMax(DirectionOptions.DEPTH_MAX + 1))))
                .hasMessageStartingWith("EINVAL");
    }

    @Test
    void shouldShowOperatorsHowMuchIsUsed() {
        channels.create(SMALL);

        Map<String, LimitSnapshot> limits =
                kernel.admin().limits().stream().collect(Collectors.toMap(LimitSnapshot::name, limit -> limit));

        assertThat(limits.get("channelsMax").used()).isOne();
        assertThat(limits.get("channelsMax").max()).isEqualTo(1024);
        assertThat(limits.get("channelMessageBytesMax").max()).isEqualTo(65_536);
    }
}
