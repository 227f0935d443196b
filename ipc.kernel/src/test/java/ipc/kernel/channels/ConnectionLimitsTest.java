package ipc.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.Peer;
import ipc.channels.RingChannels;
import ipc.kernel.Kernel;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.SeededScheduler;
import ipc.kernel.security.PosixPolicy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Limits of connections, on a clock that moves only when everybody waits. */
class ConnectionLimitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Kernel kernel = new Kernel(
            new SeededScheduler(1, waits -> complaints.add("deadlock: " + waits)),
            Limits.DEFAULTS,
            System.out,
            complaints::add);
    private final Ipc ipc = kernel.bundle("test");

    ConnectionLimitsTest() {
        kernel.policy(new PosixPolicy());
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
    }

    private static ChannelOptions small() {
        return ChannelOptions.standard()
                .both(DirectionOptions.standard().depthMax(2).bytesMax(16).messageBytesMax(8));
    }

    /** Runs a program: time stands still while it runs. */
    private void run(Program program) {
        int pid = ipc.spawn(SpawnOptions.program("test", program)).pid();
        assertThat(ipc.waitFor(pid, Timeout.forever()).status())
                .as(complaints.toString())
                .isZero();
    }

    private static void sleepSeconds(Ipc own, long seconds) {
        own.sleep(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldKeepAConnectionThroughWhichSomethingMoves() {
        run(this::keepAConnectionThroughWhichSomethingMoves);
    }

    private int keepAConnectionThroughWhichSomethingMoves(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        ChannelListener listener = channels.listen("/limits", small().idleMax(LIMIT));
        Channel client = channels.connect("/limits", Timeout.forever());
        Channel server = listener.accept(Timeout.forever());

        for (int i = 0; i < 10; i++) {
            sleepSeconds(own, 6);
            client.send(ByteBuffer.allocate(1), 0);
            sleepSeconds(own, 6);
            server.receive(ByteBuffer.allocate(1));
        }
        sleepSeconds(own, 7);

        Peer peer = listener.peers().getFirst();
        assertThat(peer.idle()).isBetween(Duration.ofSeconds(6), LIMIT);
        assertThat(peer.age()).isBetween(Duration.ofSeconds(127), Duration.ofSeconds(128));
        sleepSeconds(own, 4);
        assertThat(client.status().peerClosed()).isTrue();
        assertThat(listener.peers()).isEmpty();
        return 0;
    }

    @Test
    void shouldCloseEachConnectionAtItsOwnTime() {
        run(this::closeEachConnectionAtItsOwnTime);
    }

    private int closeEachConnectionAtItsOwnTime(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        ChannelListener listener = channels.listen("/limits", small().ageMax(LIMIT));
        Channel first = channels.connect("/limits", Timeout.forever());
        sleepSeconds(own, 5);
        Channel second = channels.connect("/limits", Timeout.forever());

        sleepSeconds(own, 4);
        assertThat(first.status().peerClosed()).isTrue();
        assertThat(second.status().peerClosed()).isFalse();
        assertThat(listener.peers()).hasSize(1);

        sleepSeconds(own, 5);
        assertThat(second.status().peerClosed()).isTrue();
        return 0;
    }

    @Test
    void shouldWatchAgainAfterItHadNothingToWatch() {
        run(this::watchAgainAfterItHadNothingToWatch);
    }

    private int watchAgainAfterItHadNothingToWatch(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        channels.listen("/limits", small().idleMax(LIMIT));
        channels.connect("/limits", Timeout.forever()).close();
        sleepSeconds(own, 1);
        Channel later = channels.connect("/limits", Timeout.forever());

        later.awaitClosed(Timeout.forever());

        assertThat(later.status().peerClosed()).isTrue();
        return 0;
    }

    @Test
    void shouldGoOnWithConnectionsWhoseListenerHasClosed() {
        run(this::goOnWithConnectionsWhoseListenerHasClosed);
    }

    private int goOnWithConnectionsWhoseListenerHasClosed(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        ChannelListener listener = channels.listen("/limits", small().idleMax(LIMIT));
        Channel client = channels.connect("/limits", Timeout.forever());
        Channel server = listener.accept(Timeout.forever());
        listener.close();

        client.awaitClosed(Timeout.forever());

        assertThat(server.status().peerClosed()).isTrue();
        return 0;
    }
}
