package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.IpcThread;
import ipc.api.Port;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.ThreadStatus.State;
import ipc.api.Threads;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Sync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Threads of one process and a second process take turns with a mutex; now and then a thread ends while it has it, and
 * perhaps the process returns before them or is killed. One owner at a time, each such end is told to the next owner,
 * and who waits for an end hears of it.
 *
 * <p>What a thread notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class ThreadScenario implements Program {
    private static final int THREADS = 3;
    private static final int ROUNDS = 10_000;

    private final Random random;
    private final MutexOptions options;
    private final List<Program> beside;

    /** Whether somebody has the mutex and is not about to give it up. */
    private boolean owned;

    /**
     * Makes a scenario.
     *
     * @param seed decides what its threads do
     * @param beside programs that run beside them, to be waited for before the end
     */
    ThreadScenario(long seed, Program... beside) {
        this.random = new Random(seed);
        MutexOptions kind = MutexOptions.of(random.nextBoolean() ? Kind.RECURSIVE : Kind.ERROR_CHECKING);
        this.options = random.nextBoolean() ? kind.inherit() : kind;
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        Mutex mutex = ipc.face(Sync.class).openMutex("/sim-mutex", Creation.mode(0600), options);
        IpcProcess team = spawn(ipc, this::leads);
        IpcProcess rival = spawn(ipc, this::competes);
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        if (random.nextInt(3) == 0) {
            ipc.sleep(Duration.ofNanos(random.nextInt(20_000)));
            Simulation.kill(team);
        }
        await(ipc, team, mutex);
        await(ipc, rival, mutex);
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        enter(mutex);
        leave(mutex);
        mutex.close();
        ipc.face(Sync.class).unlink("/sim-mutex");
        return 0;
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("user", program));
    }

    /** Looks again and again, so that nobody waits for what was left. */
    private void await(Ipc ipc, IpcProcess process, Mutex mutex) {
        for (int round = 0; ipc.waitFor(process.pid(), Timeout.after(0, 500)) == null; round++) {
            assertThat(round).as("rounds until " + process + " ends").isLessThan(ROUNDS);
            enter(mutex);
            leave(mutex);
        }
    }

    private int leads(Ipc ipc, List<String> arguments) {
        Mutex mutex = mutex(ipc);
        List<IpcThread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(ipc.face(Threads.class).start("thread " + i, () -> works(ipc, mutex)));
        }
        if (random.nextInt(4) > 0) {
            awaitAll(ipc, threads);
            assertThat(threads).allMatch(each -> each.status().state() == State.RETURNED);
        }
        return 0;
    }

    private void awaitAll(Ipc ipc, List<IpcThread> threads) {
        Waits waits = ipc.face(Waits.class);
        switch (random.nextInt(3)) {
            case 0 -> threads.forEach(IpcThread::join);
            case 1 -> waits.all(threads.stream().map(Item::of).toList(), Timeout.forever());
            default -> {
                Port port = waits.newPort();
                threads.forEach(each -> port.bind(Item.of(each), each.number(), Port.Mode.ONCE));
                threads.forEach(each -> port.receive(Timeout.forever()));
            }
        }
    }

    private int competes(Ipc ipc, List<String> arguments) {
        works(ipc, mutex(ipc));
        return 0;
    }

    private void works(Ipc ipc, Mutex mutex) {
        for (int rounds = 1 + random.nextInt(3); rounds > 0; rounds--) {
            enter(mutex);
            ipc.yieldNow();
            if (random.nextInt(4) == 0) {
                return; // and leaves it locked
            }
            leave(mutex);
        }
    }

    private static Mutex mutex(Ipc ipc) {
        return ipc.face(Sync.class).openMutex("/sim-mutex", Creation.none(), MutexOptions.of(Kind.NORMAL));
    }

    private void enter(Mutex mutex) {
        boolean told = false;
        try {
            mutex.lock();
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.EOWNERDEAD);
            told = true;
        }
        assertThat(!owned || told).as("somebody has it who did not give it up").isTrue();
        owned = true;
        if (told) {
            mutex.consistent();
        }
    }

    private void leave(Mutex mutex) {
        owned = false;
        mutex.unlock();
    }
}
