package ipc.kernel.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Handle;
import ipc.api.Port;
import ipc.api.Port.Mode;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Waits.Item;
import ipc.api.spi.Waitable;
import ipc.kernel.Kernel;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Watched;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bindings that end while somebody still makes them. */
class PortQueueTest {
    private final Kernel kernel = Kernel.live();
    private final PortQueue port = new PortQueue(kernel.scheduler());
    private final Interrupting handle = new Interrupting(kernel.processes().first());
    private final WaitItem item = new WaitItem();

    /** A handle of an object that lets something happen when somebody is about to watch it. */
    private static final class Interrupting extends OpenHandle implements OpenHandle.Awaited {
        private final Watched watched = new Watched();
        private @Nullable Runnable before;

        Interrupting(KernelProcess process) {
            super(process, 1, Rights.bits(EnumSet.allOf(Right.class)), process.gate());
        }

        @Override
        public Watched watched() {
            Runnable first = before;
            before = null;
            if (first != null) {
                first.run();
            }
            return watched;
        }

        @Override
        public Awaited awaited() {
            return this;
        }

        @Override
        public Set<Signal> signals() {
            return Set.of();
        }

        @Override
        public @Nullable Waitable waitable() {
            return null;
        }

        @Override
        protected OpenHandle copy(HandleTable table, int bits) {
            throw new AssertionError("not copied here");
        }

        @Override
        protected void released() {}

        @Override
        public Handle duplicate(Set<Right> rights) {
            return duplicated(rights);
        }

        @Override
        public Handle replace(Set<Right> rights) {
            return replaced(rights);
        }
    }

    private Binding binding() {
        return binding(handle);
    }

    private Binding binding(Interrupting to) {
        item.refer(to.process(), Sysno.PORT_BIND, new Item(to, Signal.users()), false);
        return new Binding(port, item, 7, Mode.PERSISTENT);
    }

    @Test
    void shouldWatchWhatIsBoundUntilItIsCancelled() {
        Binding binding = binding();

        port.bind(binding);

        assertThat(handle.watched().watches()).isEqualTo(1);
        assertThat(port.cancel(binding.key())).isTrue();
        assertThat(handle.watched().watches()).isZero();
    }

    @Test
    void shouldLeaveNoWatchBehindIfItIsCancelledBeforeItBegins() {
        Binding binding = binding();
        handle.before = () -> assertThat(port.cancel(binding.key())).isTrue();

        port.bind(binding);

        assertThat(handle.watched().watches()).isZero();
        assertThat(port.cancel(binding.key())).isFalse();
    }

    @Test
    void shouldBindNoMoreThanItsBound() {
        Binding first = binding();
        port.bind(first);
        for (int i = 1; i < Port.BINDINGS_MAX; i++) {
            port.bind(binding(new Interrupting(handle.process())));
        }
        Interrupting last = new Interrupting(handle.process());
        Binding oneMore = binding(last);

        assertThatThrownBy(() -> port.bind(oneMore)).hasMessageContainingAll("ENOSPC", "limit 65,536");

        assertThat(last.watched().watches()).isZero();
        assertThat(port.cancel(first.key())).isTrue();
        port.bind(oneMore);
        assertThat(last.watched().watches()).isEqualTo(1);
    }
}
