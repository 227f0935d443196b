package ipc.kernel.sync;

import ipc.api.Signal;
import ipc.api.spi.Takeable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Taking;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What handles have in common through which a wait for many takes.
 *
 * @param <N> the kind of node
 */
abstract class TakingHandle<N extends SyncNode> extends SyncHandle<N> implements Taking {
    private static final Set<Signal> SIGNALS = Set.of(Signal.SIGNALED);

    TakingHandle(KernelProcess process, int number, int rights, N node, Party party) {
        super(process, number, rights, node, party);
    }

    @Override
    public final Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public final @Nullable Takeable waitable() {
        return (Takeable) node().waited();
    }

    @Override
    public final long order() {
        return node().id();
    }
}
