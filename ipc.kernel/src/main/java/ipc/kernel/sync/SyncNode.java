package ipc.kernel.sync;

import ipc.api.kernel.ShortLock;
import ipc.api.sync.spi.SyncMechanism;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.object.Node;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An object of synchronisation as the kernel sees it: which processes use it, and what its next provider has to hear of
 * them.
 *
 * <p>The kernel counts the users, not the provider: a process that ends while no provider is there has ended all the
 * same.
 */
public abstract class SyncNode extends Node<SyncMechanism, SyncObject> {
    private final SyncServices services;
    private final MovingCaller mover;

    /** Who uses the object, and what is told to it: one after the other. */
    private final ShortLock users;

    private final Map<Integer, Party> parties = new HashMap<>();

    /** What happened while no provider was there; forgotten when the next one serves. */
    private final List<Consumer<SyncObject>> news = new ArrayList<>();

    SyncNode(long id, Label label, KernelProcess maker, SyncServices services) {
        super(id, label);
        this.services = services;
        this.mover = new MovingCaller(maker);
        this.users = services.scheduler().newMutex(title() + " users");
    }

    /** How a handle gets its place in the table of a process. */
    @FunctionalInterface
    interface Opening {
        /** Opens a handle under a new number. */
        OpenHandle open(HandleTable table, IntFunction<OpenHandle> maker);
    }

    final SyncServices services() {
        return services;
    }

    /** Makes a process's handle of this object, which is referred to for it already. */
    abstract OpenHandle handle(KernelProcess process, int number, int rights, Party party);

    /** Opens a handle; if that fails, the reference stays. */
    final OpenHandle open(KernelProcess process, int rights, Opening opening) {
        Party party = join(process);
        try {
            return opening.open(process.handles(), number -> handle(process, number, rights, party));
        } catch (RuntimeException | Error failure) {
            leave(party);
            throw failure;
        }
    }

    /** Opens a handle; if that fails, the reference is given up. */
    final OpenHandle open(KernelProcess process, int rights) {
        try {
            return open(process, rights, HandleTable::open);
        } catch (RuntimeException | Error failure) {
            services.port().release(this);
            throw failure;
        }
    }

    private Party join(KernelProcess process) {
        users.lock();
        try {
            Party party = parties.computeIfAbsent(process.pid(), pid -> new Party(process));
            party.handles(1);
            return party;
        } finally {
            users.unlock();
        }
    }

    /** A handle of a process was closed; nothing is under way through it. */
    final void leave(Party party) {
        services.gate().visit(mover, () -> leaveNow(party));
    }

    private void leaveNow(Party party) {
        users.lock();
        try {
            if (party.handles(-1) > 0) {
                return;
            }
            parties.remove(party.process().pid());
            tell(object -> gone(object, party)); // before the process can come back
        } finally {
            users.unlock();
        }
        settled();
    }

    /**
     * A process uses the object no longer.
     *
     * @param object of any provider
     * @param party the process
     */
    abstract void gone(SyncObject object, Party party);

    /** What the provider was told has happened. */
    void settled() {
        // nothing depends on it
    }

    /** Does something with the object or the state that is kept of it, alone among what is told to it. */
    final void alone(Runnable work) {
        services.gate().visit(mover, () -> {
            users.lock();
            try {
                work.run();
            } finally {
                users.unlock();
            }
        });
    }

    /** The provider hears of it now, or the next one will; if it fails at that, it is blamed. Under {@code users}. */
    final void tell(Consumer<SyncObject> change) {
        SyncObject object = present();
        if (object == null) {
            news.add(change);
            return;
        }
        try {
            change.accept(object);
        } catch (RuntimeException | Error failure) {
            services.gate().blamed(failure);
        }
    }

    /** Returns the provider's object, or null while no provider is there. */
    final @Nullable SyncObject waited() {
        return present();
    }

    final int waiting() {
        return services.scheduler()
                .tasks(task -> task.waits() && task.caller().actsFor(this::isReferredToBy))
                .size();
    }

    private boolean isReferredToBy(Caller caller) {
        return caller instanceof SyncHandle<?> handle && handle.node() == this;
    }

    @Override
    public void prepare(SyncObject shadow) {
        users.lock();
        try {
            news.forEach(change -> change.accept(shadow));
        } finally {
            users.unlock();
        }
    }

    @Override
    protected void relink() {
        forgetNews();
    }

    private void forgetNews() {
        users.lock();
        try {
            news.clear();
        } finally {
            users.unlock();
        }
    }

    @Override
    protected void unlink(boolean lost) {
        // nobody but this node refers to the object
    }

    @Override
    public MovingCaller mover() {
        return mover;
    }

    @Override
    protected void ended() {
        // nothing is kept for it but this node
    }
}
