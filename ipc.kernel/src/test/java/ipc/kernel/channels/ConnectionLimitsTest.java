package ipc.kernel.channels;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.Peer;
import ipc.api.channels.WhenFull;
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

    @Test
    void shouldKeepAnEndAliveThatShowsLife() {
        run(this::keepAnEndAliveThatShowsLife);
    }

    private int keepAnEndAliveThatShowsLife(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        ChannelListener listener = channels.listen("/limits", small().keepAliveMax(LIMIT));
        Channel client = channels.connect("/limits", Timeout.forever());
        sleepSeconds(own, 20); // nobody has the other end yet
        client.status();
        Channel server = listener.accept(Timeout.forever());
        assertThat(client.status().peerClosed()).as("it slept").isTrue();
        Channel patient = channels.connect("/limits", Timeout.forever());
        Channel other = listener.accept(Timeout.forever());

        for (int i = 0; i < 5; i++) {
            sleepSeconds(own, 6);
            patient.status();
            assertThat(other.tryReceive(ByteBuffer.allocate(1))).isNegative();
        }

        assertThat(patient.status().peerClosed()).isFalse();
        assertThat(server.status().peerClosed()).isTrue();
        return 0;
    }

    @Test
    void shouldCloseAConnectionOneOfWhoseEndsIsSilent() {
        run(this::closeAConnectionOneOfWhoseEndsIsSilent);
    }

    private int closeAConnectionOneOfWhoseEndsIsSilent(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        ChannelListener listener = channels.listen(
                "/limits",
                small().fromFirst(DirectionOptions.standard().whenFull(WhenFull.DROP_OLDEST))
                        .keepAliveMax(LIMIT));
        Channel client = channels.connect("/limits", Timeout.forever());
        Channel hung = listener.accept(Timeout.forever());
        for (int i = 0; i < 3; i++) {
            sleepSeconds(own, 2);
            client.send(ByteBuffer.allocate(1), 0);
        }
        assertThat(client.status().peerClosed()).as("two seconds are left").isFalse();

        sleepSeconds(own, 4);

        assertThat(client.status().peerClosed())
                .as("though the other end has sent")
                .isTrue();
        assertThat(hung.status().peerClosed()).isTrue();
        assertThat(listener.peers()).isEmpty();
        return 0;
    }

    @Test
    void shouldTakeWhoWaitsForAlive() {
        run(this::takeWhoWaitsForAlive);
    }

    private int takeWhoWaitsForAlive(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        ChannelListener listener = channels.listen("/limits", small().keepAliveMax(LIMIT));
        int server = own.spawn(SpawnOptions.program("server", (ipc, none) -> {
                    Channel accepted = ipc.face(Channels.class).connect("/limits", Timeout.forever());
                    accepted.receive(ByteBuffer.allocate(1));
                    return 7;
                }))
                .pid();
        Channel client = listener.accept(Timeout.forever());
        for (int i = 0; i < 10; i++) {
            sleepSeconds(own, 6);
            client.status();
        }

        client.send(ByteBuffer.allocate(1), 0);

        assertThat(own.waitFor(server, Timeout.forever()).status()).isEqualTo(7);
        return 0;
    }

    @Test
    void shouldGoOnWithLimitsAfterAChangeOfTheProvider() {
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "second", 0);
        run(this::goOnWithLimitsAfterAChangeOfTheProvider);
    }

    private int goOnWithLimitsAfterAChangeOfTheProvider(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        ChannelListener idle = channels.listen("/idle", small().idleMax(LIMIT));
        ChannelListener old = channels.listen("/old", small().ageMax(LIMIT));
        ChannelListener silent = channels.listen("/silent", small().keepAliveMax(LIMIT));
        List<Channel> clients = List.of(
                channels.connect("/idle", Timeout.forever()),
                channels.connect("/old", Timeout.forever()),
                channels.connect("/silent", Timeout.forever()));
        List<Channel> servers = List.of(
                idle.accept(Timeout.forever()), old.accept(Timeout.forever()), silent.accept(Timeout.forever()));
        sleepSeconds(own, 5);

        assertThat(kernel.admin().swap("channels", SwapOptions.toBest()).outcome())
                .isEqualTo(SwapOutcome.SWITCHED);

        sleepSeconds(own, 2);
        assertThat(List.of(idle.peers(), old.peers(), silent.peers()))
                .allSatisfy(peers -> assertThat(peers).hasSize(1));
        sleepSeconds(own, 2);
        assertThat(List.of(idle.peers(), old.peers(), silent.peers()))
                .allSatisfy(peers -> assertThat(peers).isEmpty());
        assertThat(clients).allMatch(client -> client.status().peerClosed());
        assertThat(servers).allMatch(server -> server.status().peerClosed());
        return 0;
    }

    @Test
    void shouldGoOnWithRoomPolicyAndHistoryAfterAChangeOfTheProvider() {
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "second", 0);
        run(this::goOnWithRoomPolicyAndHistoryAfterAChangeOfTheProvider);
    }

    private int goOnWithRoomPolicyAndHistoryAfterAChangeOfTheProvider(Ipc own, List<String> arguments) {
        Channels channels = own.face(Channels.class);
        DirectionOptions two = small().fromFirst();
        ChannelListener listener = channels.listen(
                "/limits",
                small().fromFirst(two.whenFull(WhenFull.FAIL))
                        .fromSecond(two.depthMax(8).whenFull(WhenFull.DROP_OLDEST))
                        .backlog(2)
                        .history(2));
        Channel client = channels.connect("/limits", Timeout.forever());
        for (int i = 0; i < 3; i++) {
            listener.broadcast(ByteBuffer.allocate(8).put(0, (byte) i), 0);
        }

        assertThat(kernel.admin().swap("channels", SwapOptions.toBest()).outcome())
                .isEqualTo(SwapOutcome.SWITCHED);

        Channel late = channels.connect("/limits", Timeout.forever());
        assertFails(Errno.ETIMEDOUT, () -> channels.connect("/limits", Timeout.after(Duration.ofSeconds(1))));
        assertThat(listener.peers()).hasSize(2);
        assertFails(Errno.EMSGSIZE, () -> client.send(ByteBuffer.allocate(9), 0));
        client.send(ByteBuffer.allocate(8), 0);
        client.send(ByteBuffer.allocate(1), 0);
        assertFails(Errno.EAGAIN, () -> client.send(ByteBuffer.allocate(1), 0));
        for (Channel each : List.of(client, late)) { // sixteen bytes: the oldest has made room, or is not kept
            ByteBuffer message = ByteBuffer.allocate(8);
            each.receive(message);
            assertThat(message.get(0)).isOne();
            each.receive(message.clear());
            assertThat(message.get(0)).isEqualTo((byte) 2);
            assertThat(each.tryReceive(message.clear())).isNegative();
        }
        assertThat(client.status().incoming().droppedOldest()).isOne();
        return 0;
    }
}
