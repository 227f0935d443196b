package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Timer;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.Pipes;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.channels.RingChannels;
import ipc.events.TicketEvents;
import ipc.mq.SlotQueues;
import ipc.pipes.RingPipes;
import ipc.sync.GuardedSync;
import ipc.testkit.kernel.Call;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A handle that is duplicated while another thread closes it, and is the last one of its object. */
class LastHandleTest {
    enum Kind {
        QUEUE(ipc -> ipc.face(MessageQueues.class).create(QueueOptions.readWrite())),
        CHANNEL(ipc ->
                ipc.face(Channels.class).create(ChannelOptions.standard()).first()),
        PIPE(ipc -> ipc.face(Pipes.class).create(PipeOptions.readWrite()).reader()),
        SEMAPHORE(ipc -> ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(1))),
        EVENT(ipc -> ipc.face(Events.class).create(EventOptions.manual())),
        PORT(ipc -> ipc.face(Waits.class).newPort()),
        TIMER(ipc -> ipc.face(Timers.class).create(Timer.Reset.AUTO));

        private final Function<Ipc, Handle> maker;

        Kind(Function<Ipc, Handle> maker) {
            this.maker = maker;
        }
    }

    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");

    LastHandleTest() {
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq", 0);
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 0);
        kernel.bind(new TicketEvents(kernel.scheduler(), kernel.memory()), "ipc.events", 0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeGoneForADuplicateThatComesTooLate(Kind kind) {
        Handle last = kind.maker.apply(ipc);

        assertThatExceptionOfType(IpcException.class)
                .isThrownBy(() -> last.duplicate(new ClosingRights(last)))
                .satisfies(failure -> assertThat(failure.errno()).isEqualTo(Errno.EBADF))
                .withMessageContaining("last handle");
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotBeMissedByADuplicateWhileAnotherIsOpen(Kind kind) {
        Handle first = kind.maker.apply(ipc);
        Handle other = first.duplicate(first.rights());

        Handle duplicate = first.duplicate(new ClosingRights(first));

        other.close();
        assertThat(duplicate.duplicate(duplicate.rights()).rights()).isEqualTo(duplicate.rights());
    }

    /** All rights of a handle; who looks at them finds that it has been closed. */
    private static final class ClosingRights extends AbstractSet<Right> {
        private final Handle handle;
        private final Set<Right> rights;

        private ClosingRights(Handle handle) {
            this.handle = handle;
            this.rights = handle.rights();
        }

        @Override
        public Iterator<Right> iterator() {
            Call.start(() -> {
                        handle.close();
                        return 0;
                    })
                    .result();
            return rights.iterator();
        }

        @Override
        public int size() {
            return rights.size();
        }
    }
}
