package ipc.kernel.events;

import ipc.api.Sysno;
import ipc.api.events.Named;
import ipc.api.events.spi.AnyEvent;
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
abstract class AnyEventHandle<N extends AnyEventNode> extends OpenHandle implements Named, OpenHandle.Awaited {
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

    @Override
    public final boolean existed() {
        return existed;
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
    public @Nullable AnyEvent waitable() {
        return node.waited();
    }

    // ---- being passed on

    @Override
    protected final OpenHandle copy(HandleTable table, int bits) {
        node.services().port().hold(node);
        return node.open(process(), bits, existed);
    }

    @Override
    protected final void released() {
        node.services().port().release(node);
    }

    @Override
    protected final Luggage packed(Sysno call) {
        node.services().port().hold(node);
        return new Travelling(node, Rights.bits(rights()), existed);
    }

    /** A reference to the object, on its way to another user. */
    private record Travelling(AnyEventNode node, int rights, boolean existed) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            return process.handles().openReserved(number -> node.handle(new Opened(process, number, rights, existed)));
        }

        @Override
        public void lost() {
            node.services().port().release(node);
        }
    }
}
