package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.admin.WaitGraph;
import ipc.api.spi.Owner;
import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.BarrierStatus;
import ipc.api.sync.Barriers;
import ipc.api.sync.Condition;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexStatus;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLockStatus;
import ipc.api.sync.RwLocks;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.SemaphoreStatus;
import ipc.api.sync.Sync;
import ipc.api.sync.spi.SyncMechanism;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.deadlock.DeadlockWatch;
import ipc.kernel.deadlock.WaitGraphs;
import ipc.kernel.mechanism.CallTable;
import ipc.kernel.mechanism.CallTable.Arguments;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.process.KernelProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Synchronisation as the kernel has it. */
public final class SyncSubsystem extends Subsystem<SyncMechanism, SyncObject, SyncNode> {
    private final SyncServices services;
    private final WaitGraphs graphs;

    /**
     * Makes the subsystem without a provider.
     *
     * @param gate the number of its gate
     * @param foundation on which it stands
     */
    public SyncSubsystem(int gate, Foundation foundation) {
        super(new Kind<>(gate, "sync", SyncMechanism.class, SyncMechanism.SCHEMA), foundation);
        PriorityLending lending = new PriorityLending(foundation.scheduler(), foundation.processes());
        this.services = new SyncServices(port(), foundation, lending, new Refusals(foundation.scheduler()));
        this.graphs = new WaitGraphs(foundation.scheduler(), foundation.processes());
        new DeadlockWatch(foundation.scheduler(), foundation.observer(), this::inside, foundation.log());
        foundation
                .meters()
                .gauge("sync.objects", "objects", () -> port().nodes().size());
    }

    /** Looks at who waits for whom, in all mechanisms. */
    public WaitGraph waitGraph() {
        List<WaitGraph> drawn = new ArrayList<>(1);
        inside(() -> drawn.add(graphs.graph()));
        return drawn.isEmpty() ? graphs.graph() : drawn.getFirst(); // without a provider of locks there are none
    }

    /**
     * Gives up the robust locks of a thread that has ended, while its process lives on.
     *
     * @param gone the thread
     */
    public void abandon(Owner gone) {
        List<LockNode> left = new ArrayList<>();
        inside(() -> port().nodes().stream()
                .filter(LockNode.class::isInstance)
                .map(LockNode.class::cast)
                .filter(lock -> lock.isHeldBy(gone))
                .forEach(left::add));
        left.forEach(lock -> lock.abandon(gone));
    }

    /** Does something where locks may be asked who has them. */
    private void inside(Runnable work) {
        services.scheduler()
                .inside(() -> services.gate().visit(services.foundation().observer(), work));
    }

    @Override
    public Map<Class<?>, Function<KernelProcess, Object>> faces() {
        return Map.of(
                Sync.class, process -> new SyncFace(process, services),
                RwLocks.class, process -> new SyncFace(process, services),
                Barriers.class, process -> new SyncFace(process, services));
    }

    @Override
    public Sysno unlink() {
        return Sysno.SYNC_UNLINK;
    }

    @Override
    protected Map<String, Long> figures(SyncNode node) {
        return switch (node) {
            case SemaphoreNode semaphore -> figures(semaphore.status());
            case RwLockNode lock -> figures(lock.status());
            case BarrierNode barrier -> figures(barrier.status());
            default -> figures(((MutexNode) node).status());
        };
    }

    private static Map<String, Long> figures(RwLockStatus status) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("reading threads", (long) status.readers());
        figures.put("upgradable pid", (long) status.upgradable());
        figures.put("writer pid", (long) status.writer());
        figures.put("written times", status.writes());
        figures.put("waiting calls", (long) status.waiting());
        return figures;
    }

    private static Map<String, Long> figures(BarrierStatus status) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("expected parties", (long) status.options().parties());
        figures.put("arrived parties", (long) status.arrived());
        figures.put("broken flag", status.broken() ? 1L : 0L);
        figures.put("passed times", status.passed());
        figures.put("waiting calls", (long) status.waiting());
        return figures;
    }

    private static Map<String, Long> figures(SemaphoreStatus status) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("available permits", (long) status.permits());
        figures.put("most permits", (long) status.options().permitsMax());
        figures.put("acquired permits", status.acquired());
        figures.put("released permits", status.released());
        figures.put("waiting calls", (long) status.waiting());
        return figures;
    }

    private static Map<String, Long> figures(MutexStatus status) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("owner pid", (long) status.owner());
        figures.put("depth locks", (long) status.depth());
        figures.put("taken times", status.token());
        figures.put("waiting calls", (long) status.waiting());
        return figures;
    }

    @Override
    public void define(CallTable table) {
        Sync sync = table.ipc().face(Sync.class);
        table.define(
                Sysno.SEM_OPEN,
                a -> sync.openSemaphore(
                                a.get(0, String.class), a.get(1, Creation.class), a.get(2, SemaphoreOptions.class))
                        .number());
        table.define(
                Sysno.SEM_CREATE,
                a -> sync.createSemaphore(a.get(0, SemaphoreOptions.class)).number());
        table.define(
                Sysno.MUTEX_OPEN,
                a -> sync.openMutex(a.get(0, String.class), a.get(1, Creation.class), a.get(2, MutexOptions.class))
                        .number());
        table.define(
                Sysno.MUTEX_CREATE,
                a -> sync.createMutex(a.get(0, MutexOptions.class)).number());
        table.effect(Sysno.SYNC_UNLINK, a -> sync.unlink(a.get(0, String.class)));
        semaphoreCalls(table);
        mutexCalls(table);
        rwLockCalls(table, table.ipc().face(RwLocks.class));
        barrierCalls(table, table.ipc().face(Barriers.class));
    }

    private static void rwLockCalls(CallTable table, RwLocks locks) {
        table.define(
                Sysno.RW_OPEN,
                a -> locks.open(a.get(0, String.class), a.get(1, Creation.class), a.get(2, RwLockOptions.class))
                        .number());
        table.define(
                Sysno.RW_CREATE,
                a -> locks.create(a.get(0, RwLockOptions.class)).number());
        table.effect(Sysno.RW_LOCK, a -> rwLock(a).lock(a.get(1, RwLock.Mode.class), a.get(2, Timeout.class)));
        table.define(Sysno.RW_TRY_LOCK, a -> rwLock(a).tryLock(a.get(1, RwLock.Mode.class)));
        table.effect(Sysno.RW_CONVERT, a -> rwLock(a).convert(a.get(1, RwLock.Mode.class), a.get(2, Timeout.class)));
        table.effect(Sysno.RW_UNLOCK, a -> rwLock(a).unlock());
        table.effect(Sysno.RW_CONSISTENT, a -> rwLock(a).consistent());
        table.define(Sysno.RW_STATUS, a -> rwLock(a).status());
    }

    private static RwLock rwLock(Arguments arguments) {
        return arguments.object(RwLock.class, "a read-write lock");
    }

    private static void barrierCalls(CallTable table, Barriers barriers) {
        table.define(
                Sysno.BARRIER_OPEN,
                a -> barriers.open(a.get(0, String.class), a.get(1, Creation.class), a.get(2, BarrierOptions.class))
                        .number());
        table.define(
                Sysno.BARRIER_CREATE,
                a -> barriers.create(a.get(0, BarrierOptions.class)).number());
        table.define(Sysno.BARRIER_AWAIT, a -> barrier(a).await(a.get(1, Timeout.class)));
        table.effect(Sysno.BARRIER_RESET, a -> barrier(a).reset());
        table.define(Sysno.BARRIER_STATUS, a -> barrier(a).status());
    }

    private static Barrier barrier(Arguments arguments) {
        return arguments.object(Barrier.class, "a barrier");
    }

    private static void semaphoreCalls(CallTable table) {
        table.effect(Sysno.SEM_ACQUIRE, a -> semaphore(a).acquire(a.number(1), a.get(2, Timeout.class)));
        table.define(Sysno.SEM_TRY_ACQUIRE, a -> semaphore(a).tryAcquire(a.number(1)));
        table.define(Sysno.SEM_RELEASE, a -> semaphore(a).release(a.get(1, Long.class)));
        table.define(Sysno.SEM_DRAIN, a -> semaphore(a).drain());
        table.define(Sysno.SEM_STATUS, a -> semaphore(a).status());
    }

    private static void mutexCalls(CallTable table) {
        table.define(Sysno.MUTEX_LOCK, a -> mutex(a).lock(a.get(1, Timeout.class)));
        table.define(Sysno.MUTEX_TRY_LOCK, a -> mutex(a).tryLock());
        table.effect(Sysno.MUTEX_UNLOCK, a -> mutex(a).unlock());
        table.effect(Sysno.MUTEX_CONSISTENT, a -> mutex(a).consistent());
        table.define(Sysno.MUTEX_TOKEN, a -> mutex(a).token());
        table.define(Sysno.MUTEX_IS_CURRENT, a -> mutex(a).isCurrent(a.get(1, Long.class)));
        table.define(Sysno.MUTEX_STATUS, a -> mutex(a).status());
        table.define(Sysno.COND_WAIT, a -> condition(a).await(a.get(2, Timeout.class)));
        table.effect(Sysno.COND_SIGNAL, a -> condition(a).signal());
        table.effect(Sysno.COND_BROADCAST, a -> condition(a).broadcast());
    }

    private static Semaphore semaphore(Arguments arguments) {
        return arguments.object(Semaphore.class, "a semaphore");
    }

    private static Mutex mutex(Arguments arguments) {
        return arguments.object(Mutex.class, "a mutex");
    }

    private static Condition condition(Arguments arguments) {
        try {
            return mutex(arguments).condition(arguments.number(1));
        } catch (IndexOutOfBoundsException outside) {
            throw IpcException.of(
                    Errno.EINVAL,
                    "%s of condition %,d, bounds 0 to %d",
                    arguments.sysno(),
                    arguments.number(1),
                    Mutex.CONDITIONS - 1);
        }
    }
}
