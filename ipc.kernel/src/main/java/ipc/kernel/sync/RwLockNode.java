package ipc.kernel.sync;

import ipc.api.spi.ObjectState;
import ipc.api.spi.Owner;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLockStatus;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.RwLockState.Hold;
import ipc.api.sync.spi.SyncMechanism;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import java.util.List;

/** A read-write lock as the kernel sees it. */
final class RwLockNode extends LockNode {
    private final RwLockOptions options;

    RwLockNode(long id, Label label, KernelProcess maker, SyncServices services, RwLockOptions options) {
        super(id, label, maker, services);
        this.options = options;
    }

    RwLockOptions options() {
        return options;
    }

    /** Returns the provider's object, as {@link #object()} does. */
    RwLockObject lock() {
        return (RwLockObject) object();
    }

    RwLockStatus status() {
        RwLockState state = state();
        return new RwLockStatus(
                name(),
                options,
                state.holders(Mode.READ),
                pid(state, Mode.UPGRADABLE),
                pid(state, Mode.WRITE),
                state.health(),
                state.writes(),
                waiting());
    }

    private static int pid(RwLockState state, Mode mode) {
        return state.holds().stream()
                .filter(hold -> hold.mode() == mode)
                .mapToInt(Hold::process)
                .findFirst()
                .orElse(0);
    }

    /** Also while no provider is there. */
    private RwLockState state() {
        return present() == null && kept() instanceof RwLockState waits ? waits : lock().state();
    }

    /** One that goes on from reading to writing waits for the others, who have not to wait for it. */
    @Override
    List<Owner> holders() {
        RwLockState known = present() == null && kept() instanceof RwLockState waits ? waits : null;
        RwLockState state = present() instanceof RwLockObject lock ? lock.state() : known;
        return state == null
                ? List.of()
                : state.holds().stream()
                        .map(hold -> new Owner(hold.process(), hold.thread()))
                        .toList();
    }

    // ---- what it is

    @Override
    OpenHandle handle(KernelProcess process, int number, int rights, Party party) {
        return new RwLockHandle(process, number, rights, this, party);
    }

    @Override
    void abandon(SyncObject object, Owner dead) {
        ((RwLockObject) object).abandon(dead);
    }

    @Override
    protected String kind() {
        return "read-write lock";
    }

    @Override
    protected SyncObject make(SyncMechanism provider) {
        return provider.restore(title(), blank());
    }

    @Override
    protected SyncObject remake(SyncMechanism provider, ObjectState exported) {
        return provider.restore(title(), (RwLockState) exported);
    }

    @Override
    protected RwLockState blank() {
        return RwLockState.first(options);
    }
}
