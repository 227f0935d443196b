package ipc.kernel;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Right;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
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
import ipc.testkit.rows.Row;
import ipc.testkit.rows.Where;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may make channels is the policy's to say. */
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

    private static final class Ban implements SecurityPolicy {
        private final SecurityPolicy real = new PosixPolicy();

        @Override
        public boolean mayCreate(Credentials caller, String mechanism) {
            return !(caller.uid() == BANNED && mechanism.equals("channels"));
        }

        @Override
        public boolean mayOpen(Credentials caller, Node node, Set<Right> wanted) {
            return real.mayOpen(caller, node, wanted);
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
