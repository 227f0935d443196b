package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.ChangedCopy;
import ipc.testkit.client.ChannelClient;
import ipc.testkit.client.Child;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Changes of the provider of channels, with messages queued, a handle on its way, a connection and a call waiting. */
@InContainer
class ChannelSwapIT extends FelixClient implements ChannelClient {
    private MechanismAdmin mechanisms;
    private ChannelPair pair;
    private ChannelPair passenger;
    private ChannelListener listener;
    private Channel server;
    private Child<String> caller;
    private Channel waiting;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.channels"));
    }

    @BeforeEach
    void useChannels(@Service MechanismAdmin admin) {
        mechanisms = admin;
        pair = newPair();
        passenger = newPair();
        pair.first().send(message("queued"), 0);
        pair.first().sendHandles(message("laden"), List.of(passenger.second()), 0, Timeout.forever());
        String name = newName();
        listener = channels().listen(name, ChannelClient.small());
        caller = start(ipc -> {
            ByteBuffer reply = buffer();
            ipc.face(Channels.class)
                    .connect(name, Timeout.forever())
                    .call(message("0000question"), reply, Timeout.forever());
            return text(reply).substring(Channel.TRANSACTION_BYTES);
        });
        server = listener.accept(Timeout.forever());
        awaitBlocked(caller.process());
        waiting = channels().connect(name, Timeout.forever());
    }

    /** Waits also for the provider: a call that does not wait is told "not now" while none is there. */
    private static String receive(Channel channel) {
        ByteBuffer buffer = buffer();
        channel.receive(buffer);
        return text(buffer);
    }

    /** Everything is still there, for the clients that held it before. */
    private void shouldHaveEverything() {
        assertThat(receive(pair.second())).isEqualTo("queued");
        Channel arrived = (Channel)
                pair.second().receiveHandles(buffer(), 1, Timeout.forever()).getFirst();
        passenger.first().send(message("still connected"), 0);
        assertThat(ChannelClient.take(arrived)).isEqualTo("still connected");
        Channel accepted = listener.accept(Timeout.forever());
        waiting.close();
        assertFails(Errno.EPIPE, () -> accepted.receive(buffer()));
        ByteBuffer request = buffer();
        server.receive(request);
        server.send(request.flip(), 0);
        assertThat(caller.result()).isEqualTo("question");
    }

    @Test
    @Row({"G-17", "CH-16"})
    void shouldGoOnInAnotherBundle(BundleContext context) throws Exception {
        Bundle other = context.installBundle(
                "other",
                ChangedCopy.of(bundleNamed("ipc.channels"))
                        .header(Constants.BUNDLE_SYMBOLICNAME, "other.channels")
                        .build());
        other.start();
        await(() -> mechanisms.mechanisms().toString().contains("other.channels"));

        SwapReport report = mechanisms.swap("channels", SwapOptions.toBest().target("other.channels"));

        assertThat(report.outcome()).as(report.toString()).isEqualTo(SwapOutcome.SWITCHED);
        shouldHaveEverything();
        mechanisms.swap("channels", SwapOptions.toBest().target("ipc.channels"));
        other.uninstall();
    }

    @Test
    @Row({"G-17", "CH-16"})
    void shouldGoOnAfterAnUpdate() throws Exception {
        bundleNamed("ipc.channels").update();

        shouldHaveEverything();
    }

    @Test
    @Row("G-17")
    void shouldRememberWhatHappenedWhileNoProviderWasThere() throws Exception {
        Bundle bundle = bundleNamed("ipc.channels");
        bundle.stop();
        passenger.first().close();
        waiting.close();

        bundle.start();

        assertThat(receive(pair.second())).isEqualTo("queued");
        Channel laden = (Channel)
                pair.second().receiveHandles(buffer(), 1, Timeout.forever()).getFirst();
        assertThat(laden.status().peerClosed()).isTrue();
        Channel accepted = listener.accept(Timeout.forever());
        assertThat(accepted.status().peerClosed()).isTrue();
        server.close();
        assertFails(Errno.EPIPE, () -> caller.result());
    }
}
