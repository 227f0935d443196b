package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.sync.Condition;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.MutexStatus;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.SemaphoreStatus;
import ipc.api.sync.Sync;
import ipc.kernel.OwnerModel.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two producers, two consumers and an executioner: a mutex protects a count of items, a condition tells of new ones, a
 * semaphore bounds how many are at it. Whoever is killed at whatever point: one owner at a time, a death is told to the
 * next owner, no signal is lost, and permits come back.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class SyncScenario implements Program {
    private static final int ITEMS = 5;
    private static final int PERMITS = 3;
    private static final int ROUNDS = 10_000;

    /** A moment, or not at all. */
    private static final int WHEN_THE_SEED_SAYS = -1;

    private final OwnerModel model;
    private final int killNanos;
    private final Random random;
    private final MutexOptions mutexOptions;
    private final SemaphoreOptions semaphoreOptions;
    private final List<Program> beside;

    /** What the mutex protects. */
    private int items;

    private boolean closed;

    private @Nullable IpcProcess victim;

    /**
     * Makes a scenario.
     *
     * @param seed decides what its processes do
     * @param model has to watch the provider
     * @param beside programs that run beside them, to be waited for before the end
     */
    SyncScenario(long seed, OwnerModel model, Program... beside) {
        this(seed, model, WHEN_THE_SEED_SAYS, beside);
    }

    /**
     * Makes a scenario with a death.
     *
     * @param seed decides what its processes do
     * @param model has to watch the provider
     * @param killNanos when one of them is killed
     * @param beside programs that run beside them, to be waited for before the end
     */
    SyncScenario(long seed, OwnerModel model, int killNanos, Program... beside) {
        this.model = model.anew();
        this.killNanos = killNanos;
        this.random = new Random(seed);
        MutexOptions kind = MutexOptions.of(random.nextBoolean() ? Kind.RECURSIVE : Kind.ERROR_CHECKING);
        MutexOptions lending = random.nextBoolean() ? kind.inherit() : kind;
        this.mutexOptions = random.nextBoolean() ? lending.fair() : lending;
        SemaphoreOptions counting = SemaphoreOptions.counting(PERMITS).undo();
        this.semaphoreOptions = random.nextBoolean() ? counting.fair() : counting;
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        Sync sync = ipc.face(Sync.class);
        Mutex mutex = sync.openMutex("/sim-mutex", Creation.mode(0600), mutexOptions);
        Semaphore semaphore = sync.openSemaphore("/sim-semaphore", Creation.mode(0600), semaphoreOptions);
        List<IpcProcess> producers = List.of(spawn(ipc, this::produce), spawn(ipc, this::produce));
        List<IpcProcess> consumers = List.of(spawn(ipc, consumer(true)), spawn(ipc, consumer(false)));
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        if (killNanos >= 0 || random.nextBoolean()) {
            ipc.sleep(Duration.ofNanos(killNanos >= 0 ? killNanos : random.nextInt(40_000)));
            victim = (random.nextBoolean() ? producers : consumers).getFirst();
            Simulation.kill(victim);
        }
        producers.forEach(each -> await(ipc, each, mutex));
        awaitNoItems(ipc, mutex);
        enter(ipc, mutex);
        closed = true;
        calls(Phase.SIGNAL, ipc, mutex.condition(0)::broadcast);
        leave(ipc, mutex);
        consumers.forEach(each -> await(ipc, each, mutex));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        check(mutex.status(), semaphore.status());
        mutex.close();
        semaphore.close();
        sync.unlink("/sim-mutex");
        sync.unlink("/sim-semaphore");
        return 0;
    }

    /** Returns inside which call the one died that was killed; elsewhere also if that came too late, or nobody was. */
    Phase death() {
        return victim == null ? Phase.ELSEWHERE : model.phase(victim.pid());
    }

    @Override
    public String toString() {
        return killNanos >= 0 ? "a death after " + killNanos + " ns" : "a death or none";
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("user", program));
    }

    /** Looks again and again, so that somebody puts in order what a dead owner left. */
    private void await(Ipc ipc, IpcProcess process, Mutex mutex) {
        for (int round = 0; ipc.waitFor(process.pid(), Timeout.after(0, 500)) == null; round++) {
            assertThat(round).as("rounds until " + process + " ends").isLessThan(ROUNDS);
            enter(ipc, mutex);
            leave(ipc, mutex);
        }
    }

    private void awaitNoItems(Ipc ipc, Mutex mutex) {
        int left = 1;
        for (int round = 0; left > 0; round++) {
            assertThat(round).as("rounds until " + left + " items are taken").isLessThan(ROUNDS);
            enter(ipc, mutex);
            left = items;
            leave(ipc, mutex);
            ipc.sleep(Duration.ofNanos(500));
        }
    }

    private void check(MutexStatus mutex, SemaphoreStatus semaphore) {
        assertThat(items).isZero();
        assertThat(mutex.owner()).isZero();
        assertThat(mutex.depth()).isZero();
        assertThat(mutex.health()).isEqualTo(MutexStatus.Health.SOUND);
        assertThat(mutex.waiting() + semaphore.waiting()).isZero();
        assertThat(semaphore.permits()).as("permits come back").isEqualTo(PERMITS);
    }

    // ---- what the processes do

    private int produce(Ipc ipc, List<String> arguments) {
        ipc.self().priority(random.nextInt(32));
        Mutex mutex = mutex(ipc);
        Semaphore semaphore = semaphore(ipc);
        for (int i = 0; i < ITEMS; i++) {
            int permits = 1 + random.nextInt(2);
            if (acquired(semaphore, permits)) {
                enter(ipc, mutex);
                items++;
                calls(Phase.SIGNAL, ipc, mutex.condition(0)::signal);
                leave(ipc, mutex);
                semaphore.release(permits);
            }
        }
        return 0;
    }

    private boolean acquired(Semaphore semaphore, int permits) {
        try {
            switch (random.nextInt(3)) {
                case 0 -> semaphore.acquire(permits, Timeout.after(0, random.nextInt(2_000)));
                case 1 -> {
                    return semaphore.tryAcquire(permits);
                }
                default -> semaphore.acquire(permits, Timeout.forever());
            }
            return true;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            return false;
        }
    }

    /** One that takes items to the end, or perhaps goes away when a wait was too long. */
    private Program consumer(boolean mayGoAway) {
        return (ipc, arguments) -> {
            ipc.self().priority(random.nextInt(32));
            Mutex mutex = mutex(ipc);
            enter(ipc, mutex);
            boolean stays = true;
            while (stays && !closed) {
                if (items > 0) {
                    items--;
                    leave(ipc, mutex);
                    ipc.yieldNow();
                    enter(ipc, mutex);
                } else {
                    stays = waits(ipc, mutex) || !mayGoAway;
                }
            }
            leave(ipc, mutex);
            return 0;
        };
    }

    private static Mutex mutex(Ipc ipc) {
        return ipc.face(Sync.class).openMutex("/sim-mutex", Creation.none(), MutexOptions.of(Kind.NORMAL));
    }

    private static Semaphore semaphore(Ipc ipc) {
        return ipc.face(Sync.class).openSemaphore("/sim-semaphore", Creation.none(), SemaphoreOptions.counting(0));
    }

    /** Locks in one way or another, perhaps twice, and puts in order what a dead owner left. */
    private void enter(Ipc ipc, Mutex mutex) {
        Errno end = model.during(Phase.LOCK, ipc.self(), () -> locks(mutex));
        assertThat(end).isIn(null, Errno.EOWNERDEAD);
        entered(ipc, mutex, end == Errno.EOWNERDEAD);
        if (mutexOptions.kind() == Kind.RECURSIVE && random.nextInt(3) == 0) {
            mutex.lock();
            mutex.unlock();
        }
    }

    private void locks(Mutex mutex) {
        for (int attempt = 0; ; attempt++) {
            assertThat(attempt).as("attempts to lock").isLessThan(ROUNDS);
            try {
                if (random.nextInt(4) == 0) {
                    if (mutex.tryLock()) {
                        return;
                    }
                } else if (random.nextInt(3) == 0) {
                    mutex.lock(Timeout.after(0, random.nextInt(2_000)));
                    return;
                } else {
                    mutex.lock();
                    return;
                }
            } catch (IpcException failure) {
                if (failure.errno() != Errno.ETIMEDOUT) {
                    throw failure;
                }
            }
        }
    }

    private void entered(Ipc ipc, Mutex mutex, boolean told) {
        model.entered(ipc.self(), told);
        if (told) {
            calls(Phase.SIGNAL, ipc, mutex.condition(0)::broadcast); // the dead owner may have been about to
            mutex.consistent();
        }
    }

    private void leave(Ipc ipc, Mutex mutex) {
        model.leaves(ipc.self());
        calls(Phase.UNLOCK, ipc, mutex::unlock);
        model.left(ipc.self());
    }

    private void calls(Phase phase, Ipc ipc, Runnable call) {
        assertThat(model.during(phase, ipc.self(), call)).isNull();
    }

    /** Waits, and tells whether that was in time. */
    private boolean waits(Ipc ipc, Mutex mutex) {
        model.leaves(ipc.self());
        Errno end = model.during(Phase.WAIT, ipc.self(), () -> awaits(mutex.condition(0)));
        assertThat(end).isIn(null, Errno.ETIMEDOUT, Errno.EOWNERDEAD);
        entered(ipc, mutex, end == Errno.EOWNERDEAD);
        return end != Errno.ETIMEDOUT;
    }

    private void awaits(Condition condition) {
        if (random.nextInt(3) == 0) {
            condition.await(Timeout.after(0, random.nextInt(4_000)));
        } else {
            condition.await();
        }
    }
}
