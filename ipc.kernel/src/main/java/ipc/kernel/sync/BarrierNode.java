package ipc.kernel.sync;

import ipc.api.spi.ObjectState;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.BarrierStatus;
import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.SyncMechanism;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;

/** A barrier as the kernel sees it. */
final class BarrierNode extends SyncNode {
    private final BarrierOptions options;

    /** How often its state was lost: tickets from before mean nothing since. Written while nobody is inside. */
    private volatile int losses;

    BarrierNode(long id, Label label, KernelProcess maker, SyncServices services, BarrierOptions options) {
        super(id, label, maker, services);
        this.options = options;
    }

    BarrierOptions options() {
        return options;
    }

    int losses() {
        return losses;
    }

    /** Returns the provider's object, as {@link #object()} does. */
    BarrierObject barrier() {
        return (BarrierObject) object();
    }

    /**
     * Ends a wait that did not come to its end, of which the next provider will hear if none is there.
     *
     * @param ticket of the wait
     * @param lossesThen how often the state was lost when it began
     * @return how it was with the wait until now, as {@link BarrierObject#leave}
     */
    int leave(long ticket, int lossesThen) {
        int[] outcome = {BarrierObject.BROKEN};
        alone(() -> {
            if (losses == lossesThen) {
                outcome[0] = kept() instanceof BarrierState state ? state.outcome(ticket) : BarrierObject.NOT_YET;
                tell(object -> outcome[0] = ((BarrierObject) object).leave(ticket));
            }
        });
        return outcome[0];
    }

    BarrierStatus status() {
        BarrierState state = state();
        return new BarrierStatus(name(), options, state.arrived(), state.broken(), state.passed(), waiting());
    }

    /** Also while no provider is there. */
    private BarrierState state() {
        return present() == null && kept() instanceof BarrierState waits
                ? waits
                : barrier().state();
    }

    @Override
    OpenHandle handle(KernelProcess process, int number, int rights, Party party) {
        return new BarrierHandle(process, number, rights, this, party);
    }

    @Override
    void gone(SyncObject object, Party party) {
        // whoever waited has left by itself
    }

    @Override
    protected void unlink(boolean lost) {
        if (lost) {
            losses = losses + 1;
        }
    }

    @Override
    protected String kind() {
        return "barrier";
    }

    @Override
    protected SyncObject make(SyncMechanism provider) {
        return provider.restore(title(), blank());
    }

    @Override
    protected SyncObject remake(SyncMechanism provider, ObjectState exported) {
        return provider.restore(title(), (BarrierState) exported);
    }

    @Override
    protected BarrierState blank() {
        return BarrierState.first(options);
    }
}
