package ipc.kernel.sync;

import ipc.api.spi.ObjectState;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.SemaphoreStatus;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.api.sync.spi.SyncMechanism;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;

/** A semaphore as the kernel sees it. */
final class SemaphoreNode extends SyncNode {
    private final SemaphoreOptions options;

    SemaphoreNode(long id, Label label, KernelProcess maker, SyncServices services, SemaphoreOptions options) {
        super(id, label, maker, services);
        this.options = options;
    }

    SemaphoreOptions options() {
        return options;
    }

    /** Returns the provider's object, as {@link #object()} does. */
    SemaphoreObject semaphore() {
        return (SemaphoreObject) object();
    }

    SemaphoreStatus status() {
        SemaphoreState state = state();
        return new SemaphoreStatus(name(), options, state.permits(), state.acquired(), state.released(), waiting());
    }

    /** Also while no provider is there. */
    private SemaphoreState state() {
        return present() == null && kept() instanceof SemaphoreState waits
                ? waits
                : semaphore().state();
    }

    @Override
    OpenHandle handle(KernelProcess process, int number, int rights, Party party) {
        return new SemaphoreHandle(process, number, rights, this, party);
    }

    @Override
    void gone(SyncObject object, Party party) {
        if (options.undoes()) {
            ((SemaphoreObject) object).adjust(party.owed());
        }
    }

    @Override
    protected String kind() {
        return "semaphore";
    }

    @Override
    protected SyncObject make(SyncMechanism provider) {
        return provider.restore(title(), blank());
    }

    @Override
    protected SyncObject remake(SyncMechanism provider, ObjectState exported) {
        return provider.restore(title(), (SemaphoreState) exported);
    }

    @Override
    protected SemaphoreState blank() {
        return SemaphoreState.first(options);
    }
}
