package ipc.kernel;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Right;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
import ipc.api.channels.Peer;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.api.spi.SecurityPolicy;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.channels.RingChannels;
import ipc.events.TicketEvents;
import ipc.kernel.security.PosixPolicy;
import ipc.sync.GuardedSync;
import ipc.testkit.kernel.Watchdog;
import ipc.testkit.rows.Row;
import ipc.testkit.rows.Where;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who may make things, and who may connect, is the policy's to say. */
@Where(Where.Place.CLIENT)
class CreationPolicyTest {
    private static final int BANNED = 66;

    private final Kernel kernel = Kernel.live();

    CreationPolicyTest() {
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
    }

    private Channels channelsOf(int uid) {
        Ipc ipc = kernel.face(kernel.bundle("user " + uid, Credentials.of(uid, uid)), Ipc.class);
        return ipc.face(Channels.class);
    }

    @Test
    @Row("HA-11")
    void shouldRefuseChannelsToWhomThePolicyDeniesThem() {
        kernel.policy(new Ban());

        assertFails(Errno.EACCES, () -> channelsOf(BANNED).create(ChannelOptions.standard()));
        assertFails(Errno.EACCES, () -> channelsOf(BANNED).listen("/x", ChannelOptions.standard()));

        assertThat(channelsOf(1).create(ChannelOptions.standard())).isNotNull();
        assertThat(kernel.admin().audit()).hasSize(2).allMatch(record -> record.errno() == Errno.EACCES);
    }

    @Test
    @Row("HA-11")
    void shouldKillWhoMakesChannelsWhereThePolicySaysSo() {
        kernel.policy(new Ban().killing());

        assertKilled(channels -> channels.create(ChannelOptions.standard()));
        assertKilled(channels -> channels.listen("/x", ChannelOptions.standard()));

        assertThat(kernel.admin().audit()).hasSize(2).allMatch(record -> record.errno() == Errno.EACCES);
        assertThat(kernel.admin().objects()).isEmpty();
    }

    /** The call fails as it would have, and nothing that the program waits for afterwards comes. */
    private void assertKilled(Consumer<Channels> making) {
        Ipc parent = kernel.bundle("parent");
        List<Errno> seen = new CopyOnWriteArrayList<>();
        SpawnOptions options = SpawnOptions.program("maker", (ipc, arguments) -> {
                    Channels own = ipc.face(Channels.class);
                    seen.add(catchThrowableOfType(IpcException.class, () -> making.accept(own))
                            .errno());
                    ipc.sleep(Duration.ofHours(1));
                    return 0;
                })
                .credentials(Credentials.of(BANNED, BANNED));

        ExitStatus status = parent.waitFor(parent.spawn(options).pid(), Timeout.after(Watchdog.limit()));

        assertThat(status).isNotNull().extracting(ExitStatus::killed).isEqualTo(true);
        assertThat(seen).containsExactly(Errno.EACCES);
    }

    @Test
    @Row("HA-11")
    void shouldKillNobodyWhoMayOrWhomThePolicyOnlyRefuses() {
        kernel.policy(new Ban().killing());
        assertThat(channelsOf(1).create(ChannelOptions.standard())).isNotNull();
        kernel.policy(new Ban());
        Ipc banned = kernel.face(kernel.bundle("banned", Credentials.of(BANNED, BANNED)), Ipc.class);

        assertFails(Errno.EACCES, () -> banned.face(Channels.class).create(ChannelOptions.standard()));
        assertFails(Errno.EACCES, () -> banned.face(Channels.class).create(ChannelOptions.standard()));

        assertThat(banned.self().state()).isNotEqualTo(IpcProcess.State.GONE);
        assertThat(kernel.admin().objects()).hasSize(1);
    }

    @Test
    @Row({"HA-11", "KN-10"})
    void shouldRefuseChannelsWithoutAPolicy() {
        kernel.policy(null);

        assertFails(Errno.EACCES, () -> channelsOf(1).create(ChannelOptions.standard()));
        assertFails(Errno.EACCES, () -> channelsOf(1).listen("/x", ChannelOptions.standard()));

        assertThat(kernel.admin().objects()).isEmpty();
    }

    @Test
    @Row({"HA-11", "KN-10"})
    void shouldRefuseSemaphoresAndMutexesWithoutAPolicy() {
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 0);
        Sync sync = kernel.bundle("maker").face(Sync.class);
        kernel.policy(null);

        assertFails(Errno.EACCES, () -> sync.createSemaphore(SemaphoreOptions.counting(1)));
        assertFails(Errno.EACCES, () -> sync.createMutex(MutexOptions.of(MutexOptions.Kind.NORMAL)));

        assertThat(kernel.admin().objects()).isEmpty();
    }

    @Test
    @Row({"HA-11", "KN-10"})
    void shouldRefuseEventsWithoutAPolicy() {
        kernel.bind(new TicketEvents(kernel.scheduler(), kernel.memory()), "ipc.events", 0);
        Events events = kernel.bundle("maker").face(Events.class);
        kernel.policy(null);

        assertFails(Errno.EACCES, () -> events.create(EventOptions.auto()));
        assertFails(Errno.EACCES, () -> events.open("/event", EventOptions.auto()));

        assertThat(kernel.admin().objects()).isEmpty();
    }

    @Test
    @Row("G-01")
    void shouldRefuseConnectionsToWhomThePolicyDeniesThem() {
        kernel.policy(new Ban());
        Ipc server = kernel.bundle("server");
        server.umask(0);
        ChannelListener listener = server.face(Channels.class)
                .listen("/open", ChannelOptions.standard().mode(0666));
        Channels banned = channelsOf(BANNED);
        long bytes = kernel.memory().usedBytes();
        long handles = kernel.handles().count();

        assertFails(Errno.EACCES, () -> banned.connect("/open", Timeout.forever()));

        assertThat(listener.peers()).isEmpty();
        assertThat(listener.tryAccept()).isNull();
        assertThat(kernel.memory().usedBytes()).isEqualTo(bytes);
        assertThat(kernel.handles().count()).isEqualTo(handles);
        assertThat(kernel.admin().objects()).hasSize(1);
        assertThat(kernel.admin().audit()).singleElement().satisfies(record -> {
            assertThat(record.errno()).isEqualTo(Errno.EACCES);
            assertThat(record.object()).isEqualTo("/open");
        });
        assertThat(channelsOf(1).connect("/open", Timeout.forever())).isNotNull();
        assertThat(listener.peers()).extracting(Peer::uid).containsExactly(1);
    }

    @Test
    @Row("KN-10")
    void shouldRefuseConnectionsWithoutAPolicy() {
        ChannelListener listener = kernel.bundle("server").face(Channels.class).listen("/x", ChannelOptions.standard());
        Channels channels = kernel.bundle("client").face(Channels.class);
        kernel.policy(null);

        assertFails(Errno.EACCES, () -> channels.connect("/x", Timeout.forever()));

        assertThat(listener.tryAccept()).isNull();
        assertThat(listener.peers()).isEmpty();
    }

    private static final class Ban implements SecurityPolicy {
        private final SecurityPolicy real = new PosixPolicy();
        private boolean kills;

        Ban killing() {
            kills = true;
            return this;
        }

        @Override
        public boolean killsForCreating(Credentials caller, String mechanism) {
            return kills;
        }

        @Override
        public boolean mayCreate(Credentials caller, String mechanism) {
            return !(caller.uid() == BANNED && mechanism.equals("channels"));
        }

        @Override
        public boolean mayOpen(Credentials caller, Node node, Set<Right> wanted) {
            return caller.uid() != BANNED && real.mayOpen(caller, node, wanted);
        }

        @Override
        public boolean mayUnlink(Credentials caller, Node node) {
            return real.mayUnlink(caller, node);
        }

        @Override
        public boolean mayControl(Credentials caller, Credentials target) {
            return real.mayControl(caller, target);
        }

        @Override
        public boolean mayUse(Credentials caller, Capability capability) {
            return real.mayUse(caller, capability);
        }
    }
}
