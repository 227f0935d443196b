package ipc.kernel.sync;

import ipc.api.spi.ObjectState;
import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Protocol;
import ipc.api.sync.MutexStatus;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.api.sync.spi.SyncMechanism;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import java.util.List;

/** A mutex as the kernel sees it. */
final class MutexNode extends LockNode {
    private final MutexOptions options;

    MutexNode(long id, Label label, KernelProcess maker, SyncServices services, MutexOptions options) {
        super(id, label, maker, services);
        this.options = options;
    }

    MutexOptions options() {
        return options;
    }

    boolean lends(Protocol protocol) {
        return options.protocol() == protocol;
    }

    /** Returns the provider's object, as {@link #object()} does. */
    MutexObject mutex() {
        return (MutexObject) object();
    }

    /** Returns who has it; also while no provider is there. */
    Holding holding() {
        if (present() instanceof MutexObject mutex) {
            return mutex.holding();
        }
        return kept() instanceof MutexState state ? state.holding() : Holding.NOBODY;
    }

    @Override
    List<Owner> holders() {
        Holding holding = holding();
        return holding.process() == 0 ? List.of() : List.of(new Owner(holding.process(), holding.thread()));
    }

    // ---- what it is

    MutexStatus status() {
        MutexState state = state();
        return new MutexStatus(
                name(),
                options,
                state.holding().process(),
                state.holding().depth(),
                state.health(),
                state.token(),
                waiting());
    }

    MutexState state() {
        return present() == null && kept() instanceof MutexState waits ? waits : mutex().state();
    }

    /** It has got another owner, or none. */
    void changedHands() {
        if (options.protocol() != Protocol.NONE) {
            services().lending().update(this);
        }
    }

    /** Ends a wait for a signal, of which the next provider will hear if none is there; returns how deep it was. */
    int leaveWait(int condition, long waiter) {
        int[] depth = new int[1];
        alone(() -> {
            depth[0] = depthOf(waiter);
            tell(object -> ((MutexObject) object).conditions().leave(condition, waiter));
        });
        return depth[0];
    }

    /** A signal that was taken in vain is for another waiter, of this provider or the next one. */
    void signalAgain(int condition) {
        alone(() -> tell(object -> ((MutexObject) object).conditions().signal(condition, 1)));
    }

    private int depthOf(long waiter) {
        return state().waiters().stream()
                .filter(each -> each.number() == waiter)
                .mapToInt(MutexState.Waiter::depth)
                .findFirst()
                .orElse(0);
    }

    @Override
    OpenHandle handle(KernelProcess process, int number, int rights, Party party) {
        return new MutexHandle(process, number, rights, this, party);
    }

    @Override
    void abandon(SyncObject object, Owner dead) {
        ((MutexObject) object).abandon(dead);
    }

    @Override
    void settled() {
        changedHands();
    }

    @Override
    protected String kind() {
        return "mutex";
    }

    @Override
    protected SyncObject make(SyncMechanism provider) {
        return provider.restore(title(), blank());
    }

    @Override
    protected SyncObject remake(SyncMechanism provider, ObjectState exported) {
        return provider.restore(title(), (MutexState) exported);
    }

    @Override
    protected MutexState blank() {
        return MutexState.first(options);
    }
}
