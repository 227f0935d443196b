package ipc.kernel.sync;

import ipc.api.spi.Owner;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Want;
import java.util.List;

/** A lock as the kernel sees it: threads have it, may die having it, and are what others wait for. */
abstract class LockNode extends SyncNode implements Want {
    LockNode(long id, Label label, KernelProcess maker, SyncServices services) {
        super(id, label, maker, services);
    }

    /** Returns who has it; inside the gate, also while no provider is there. */
    abstract List<Owner> holders();

    /**
     * Threads are gone that may have it.
     *
     * @param object of any provider
     * @param dead the thread, or all of a process
     */
    abstract void abandon(SyncObject object, Owner dead);

    @Override
    final void gone(SyncObject object, Party party) {
        abandon(object, Owner.anyOf(party.process().pid()));
    }

    /** Tells whether a thread has it; inside the gate. A provider that fails at that is blamed. */
    final boolean isHeldBy(Owner thread) {
        try {
            return holders().stream().anyMatch(holder -> thread.includes(holder.process(), holder.thread()));
        } catch (RuntimeException | Error failure) {
            services().gate().blamed(failure);
            return false;
        }
    }

    /** A thread has ended, and its process has not. */
    final void abandon(Owner thread) {
        alone(() -> tell(object -> abandon(object, thread)));
        settled();
    }

    // ---- in the wait graph

    @Override
    public final List<Wanted> wanted() {
        return List.of(new Wanted(words(), "held by", holders()));
    }

    @Override
    public final boolean needsAll() {
        return true;
    }

    @Override
    public final boolean isLock() {
        return true;
    }
}
