package ipc.kernel.sync;

import static ipc.api.Sysno.BARRIER_CREATE;
import static ipc.api.Sysno.BARRIER_OPEN;
import static ipc.api.Sysno.MUTEX_CREATE;
import static ipc.api.Sysno.MUTEX_OPEN;
import static ipc.api.Sysno.RW_CREATE;
import static ipc.api.Sysno.RW_OPEN;
import static ipc.api.Sysno.SEM_CREATE;
import static ipc.api.Sysno.SEM_OPEN;
import static ipc.api.Sysno.SYNC_UNLINK;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.Barriers;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.Permits;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLocks;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.object.Bounds;
import ipc.kernel.object.Naming;
import ipc.kernel.object.Node.Label;
import ipc.kernel.object.Port;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** One process's faces of synchronisation. */
final class SyncFace implements Sync, RwLocks, Barriers {
    private final KernelProcess process;
    private final SyncServices services;
    private final Gate gate;
    private final Naming naming;

    SyncFace(KernelProcess process, SyncServices services) {
        this.process = process;
        this.services = services;
        this.gate = services.gate();
        this.naming = new Naming(process, services.guard());
    }

    /**
     * How an object of one kind is made.
     *
     * @param kind of node that a name has to stand for
     * @param maker makes a node
     */
    private record Recipe(Class<? extends SyncNode> kind, Maker maker) {}

    /** Makes a node, or throws if the options are out of their bounds. */
    @FunctionalInterface
    private interface Maker {
        SyncNode node(Sysno call, long id, Label label);
    }

    private Recipe semaphores(SemaphoreOptions options) {
        Objects.requireNonNull(options, "options");
        return new Recipe(SemaphoreNode.class, (call, id, label) -> {
            Bounds.check(call, "permitsMax", options.permitsMax(), 1, SemaphoreOptions.PERMITS_MAX);
            Bounds.check(call, "permits", options.permits(), 0, options.permitsMax());
            return new SemaphoreNode(id, label, process, services, options);
        });
    }

    private Recipe mutexes(MutexOptions options) {
        Objects.requireNonNull(options, "options");
        return new Recipe(MutexNode.class, (call, id, label) -> {
            Bounds.check(call, "depthMax", options.depthMax(), 1, Integer.MAX_VALUE);
            Bounds.check(call, "ceiling", options.ceiling(), 0, MutexOptions.CEILING_MAX);
            return new MutexNode(id, label, process, services, options);
        });
    }

    private Recipe rwLocks(RwLockOptions options) {
        Objects.requireNonNull(options, "options");
        return new Recipe(RwLockNode.class, (call, id, label) -> {
            Bounds.check(call, "holdersMax", options.holdersMax(), 1, RwLockOptions.HOLDERS_MAX);
            return new RwLockNode(id, label, process, services, options);
        });
    }

    private Recipe barriers(BarrierOptions options) {
        Objects.requireNonNull(options, "options");
        return new Recipe(BarrierNode.class, (call, id, label) -> {
            Bounds.check(call, "parties", options.parties(), 1, BarrierOptions.PARTIES_MAX);
            return new BarrierNode(id, label, process, services, options);
        });
    }

    @Override
    public Semaphore openSemaphore(String name, Creation creation, SemaphoreOptions options) {
        return (Semaphore) open(SEM_OPEN, name, creation, semaphores(options));
    }

    @Override
    public Semaphore createSemaphore(SemaphoreOptions options) {
        return (Semaphore) create(SEM_CREATE, "a semaphore", semaphores(options));
    }

    @Override
    public Mutex openMutex(String name, Creation creation, MutexOptions options) {
        return (Mutex) open(MUTEX_OPEN, name, creation, mutexes(options));
    }

    @Override
    public Mutex createMutex(MutexOptions options) {
        return (Mutex) create(MUTEX_CREATE, "a mutex", mutexes(options));
    }

    @Override
    public RwLock open(String name, Creation creation, RwLockOptions options) {
        return (RwLock) open(RW_OPEN, name, creation, rwLocks(options));
    }

    @Override
    public RwLock create(RwLockOptions options) {
        return (RwLock) create(RW_CREATE, "a read-write lock", rwLocks(options));
    }

    @Override
    public Barrier open(String name, Creation creation, BarrierOptions options) {
        return (Barrier) open(BARRIER_OPEN, name, creation, barriers(options));
    }

    @Override
    public Barrier create(BarrierOptions options) {
        return (Barrier) create(BARRIER_CREATE, "a barrier", barriers(options));
    }

    private OpenHandle open(Sysno call, String name, Creation creation, Recipe recipe) {
        Objects.requireNonNull(creation, "creation");
        Task task = gate.enter(process.caller(), call);
        try {
            SyncHandle.note(task, "\"%s\"", name);
            Opening opening = new Opening(call, name, creation, recipe);
            SyncNode node = gate.whenProvided(task, () -> services.port().open(call, naming.space(), name, opening));
            OpenHandle handle = null;
            try {
                handle = node.open(process, Rights.ALL);
            } finally {
                if (handle == null && opening.made) {
                    services.port().retract(naming.space(), node);
                }
            }
            Tracer.result(task, handle.number());
            return handle;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    private OpenHandle create(Sysno call, String what, Recipe recipe) {
        Task task = gate.enter(process.caller(), call);
        try {
            services.guard().checkCreate(process, call, what);
            SyncNode node = gate.whenProvided(
                    task, () -> services.port().create(id -> recipe.maker().node(call, id, naming.unnamed())));
            OpenHandle handle = node.open(process, Rights.ALL);
            Tracer.result(task, handle.number());
            return handle;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    private final class Opening implements Port.Opening<SyncNode> {
        private final Sysno call;
        private final String name;
        private final Creation creation;
        private final Recipe recipe;
        private boolean made;

        private Opening(Sysno call, String name, Creation creation, Recipe recipe) {
            this.call = call;
            this.name = name;
            this.creation = creation;
            this.recipe = recipe;
        }

        @Override
        public void check(SyncNode node) {
            if (creation.isExclusive()) {
                throw new IpcException(Errno.EEXIST, call + " " + name + ", which exists, exclusively");
            }
            services.guard().checkOpen(process, call, name, node.label().access(), Set.of(Right.READ, Right.WRITE));
            if (!recipe.kind().isInstance(node)) {
                throw new IpcException(Errno.EINVAL, call + " " + name + ", which is of another kind");
            }
        }

        @Override
        public SyncNode make(long id) {
            if (!creation.creates()) {
                throw new IpcException(Errno.ENOENT, call + " " + name + ": nothing has that name");
            }
            SyncNode node = recipe.maker().node(call, id, naming.named(call, name, creation.mode()));
            made = true;
            return node;
        }
    }

    @Override
    public void unlink(String name) {
        naming.unlink(SYNC_UNLINK, services.port(), name);
    }

    @Override
    public Lock lock(Mutex mutex) {
        if (mutex instanceof MutexHandle handle) {
            return new MutexLock(handle);
        }
        throw new IllegalArgumentException("not a mutex of this kernel: " + mutex);
    }

    @Override
    public Permits permits(Semaphore semaphore) {
        if (semaphore instanceof SemaphoreHandle handle) {
            return new SemaphorePermits(handle);
        }
        throw new IllegalArgumentException("not a semaphore of this kernel: " + semaphore);
    }

    @Override
    public ReadWriteLock readWriteLock(RwLock lock) {
        if (lock instanceof RwLockHandle handle) {
            return new RwLockView(handle);
        }
        throw new IllegalArgumentException("not a read-write lock of this kernel: " + lock);
    }
}
