package ipc.kernel.events;

import ipc.api.Sysno;
import ipc.api.spi.Waitable;
import ipc.kernel.events.AnyEventNode.Opened;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Watched;
import org.jspecify.annotations.Nullable;

/**
 * What handles of all that a provider of events makes have in common.
 *
 * @param <N> the kind of node
 */
abstract class AnyEventHandle<N extends AnyEventNode> extends OpenHandle implements OpenHandle.Awaited {
    private final N node;
    private final boolean existed;

    AnyEventHandle(Opened opened, N node) {
        super(
                opened.process(),
                opened.number(),
                opened.rights(),
                node.services().gate());
        this.node = node;
        this.existed = opened.existed();
    }

    final N node() {
        return node;
    }

    /** Tells whether the object was there when it was opened. */
    public final boolean existed() {
        return existed;
    }

    /** Refers once more to what this is a handle of. */
    void hold() {
        node.services().port().hold(node);
    }

    /** Takes {@link #hold} back. */
    void letGo() {
        node.services().port().release(node);
    }

    /** Makes another handle of the same, which is referred to for it already. */
    OpenHandle another(Opened opened) {
        return node.handle(opened);
    }

    // ---- as one among many that a call waits for

    @Override
    public final Awaited awaited() {
        return this;
    }

    @Override
    public final Watched watched() {
        return node.watched();
    }

    @Override
    public @Nullable Waitable waitable() {
        return node.waited();
    }

    // ---- being passed on

    @Override
    protected final OpenHandle copy(HandleTable table, int bits) {
        hold();
        try {
            return table.open(number -> another(new Opened(process(), number, bits, existed)));
        } catch (RuntimeException | Error failure) {
            letGo();
            throw failure;
        }
    }

    @Override
    protected final void released() {
        letGo();
    }

    @Override
    protected final Luggage packed(Sysno call) {
        hold();
        return new Travelling(this, Rights.bits(rights()), existed);
    }

    /** A reference on its way to another user; the handle it was packed from may be closed. */
    private record Travelling(AnyEventHandle<?> from, int rights, boolean existed) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            return process.handles().openReserved(number -> from.another(new Opened(process, number, rights, existed)));
        }

        @Override
        public void lost() {
            from.letGo();
        }
    }
}
