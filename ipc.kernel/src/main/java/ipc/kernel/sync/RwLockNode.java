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
import ipc.kernel.schedule.Want;
import java.util.List;

/** A read-write lock as the kernel sees it. */
final class RwLockNode extends SyncNode implements Want {
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

    // ---- in the wait graph

    /** One that goes on from reading to writing waits for the others, who have not to wait for it. */
    @Override
    public List<Wanted> wanted() {
        return List.of(new Wanted(words(), "held by", holders()));
    }

    /** Returns who has it; also while no provider is there. */
    private List<Owner> holders() {
        RwLockState known = present() == null && kept() instanceof RwLockState waits ? waits : null;
        RwLockState state = present() instanceof RwLockObject lock ? lock.state() : known;
        return state == null
                ? List.of()
                : state.holds().stream()
                        .map(hold -> new Owner(hold.process(), hold.thread()))
                        .toList();
    }

    @Override
    public boolean needsAll() {
        return true;
    }

    @Override
    public boolean isLock() {
        return true;
    }

    // ---- what it is

    @Override
    OpenHandle handle(KernelProcess process, int number, int rights, Party party) {
        return new RwLockHandle(process, number, rights, this, party);
    }

    @Override
    void gone(SyncObject object, Party party) {
        gone(object, Owner.anyOf(party.process().pid()));
    }

    @Override
    void gone(SyncObject object, Owner owner) {
        ((RwLockObject) object).abandon(owner);
    }

    @Override
    boolean isHeldBy(Owner owner) {
        return holders().stream().anyMatch(holder -> owner.includes(holder.process(), holder.thread()));
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
