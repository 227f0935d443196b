package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.sync.Creation;
import ipc.api.sync.MutexStatus.Health;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLockStatus;
import ipc.api.sync.RwLocks;
import ipc.api.sync.Sync;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Four processes lock in all modes, wait for a time or without end, go on in other modes, and some are killed. At each
 * moment those who have the lock may have it together; a writer's death is told to who comes next; all end.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class RwLockScenario implements Program {
    private static final int PROCESSES = 4;
    private static final int TURNS = 6;

    private final Random random;
    private final List<Program> beside;

    /** In which way each, by pid, has the lock that is not about to give it up. */
    private final Map<Integer, Mode> holders = new HashMap<>();

    /** Who was killed; 0 if nobody was. */
    private int victim;

    /** The victim wrote, and no writer has put in order what it left. */
    private boolean broken;

    RwLockScenario(long seed, Program... beside) {
        this.random = new Random(seed);
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        RwLock lock = ipc.face(RwLocks.class).open("/sim-rw", Creation.mode(0600), RwLockOptions.standard());
        List<IpcProcess> players = IntStream.range(0, PROCESSES)
                .mapToObj(i -> spawn(ipc, this::play))
                .toList();
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        if (random.nextBoolean()) {
            ipc.sleep(Duration.ofNanos(random.nextInt(30_000)));
            kill(players.getFirst());
        }
        players.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        check(ipc, lock);
        lock.close();
        ipc.face(Sync.class).unlink("/sim-rw");
        return 0;
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("player", program));
    }

    private void kill(IpcProcess process) {
        victim = process.pid(); // before the call: what it has may be anybody's at once
        try {
            process.kill();
        } catch (IpcException gone) {
            assertThat(gone.errno()).isEqualTo(Errno.ESRCH);
        }
    }

    private void check(Ipc ipc, RwLock lock) {
        while (!enter(ipc, lock, Mode.WRITE)) {
            ipc.yieldNow();
        }
        leave(ipc, lock);
        RwLockStatus status = lock.status();
        assertThat(status.readers() + status.upgradable() + status.writer() + status.waiting())
                .as("%s", status)
                .isZero();
        assertThat(status.health()).isEqualTo(Health.SOUND);
    }

    // ---- what the processes do

    private int play(Ipc ipc, List<String> arguments) {
        ipc.self().priority(random.nextInt(32));
        RwLock lock = ipc.face(RwLocks.class).open("/sim-rw", Creation.none(), RwLockOptions.standard());
        for (int turn = 0; turn < TURNS; turn++) {
            Mode mode = Mode.values()[random.nextInt(3)];
            if (enter(ipc, lock, mode)) {
                stay(ipc, lock, mode);
                leave(ipc, lock);
            }
        }
        return 0;
    }

    private boolean enter(Ipc ipc, RwLock lock, Mode mode) {
        boolean told = false;
        try {
            switch (random.nextInt(3)) {
                case 0 -> lock.lock(mode, Timeout.after(0, random.nextInt(2_000)));
                case 1 -> {
                    if (!lock.tryLock(mode)) {
                        lock.lock(mode, Timeout.forever());
                    }
                }
                default -> lock.lock(mode, Timeout.forever());
            }
        } catch (IpcException failure) {
            if (failure.errno() == Errno.ETIMEDOUT) {
                return false;
            }
            assertThat(failure.errno()).isEqualTo(Errno.EOWNERDEAD);
            told = true;
        }
        entered(ipc, lock, mode, told);
        return true;
    }

    private void entered(Ipc ipc, RwLock lock, Mode mode, boolean told) {
        if (victim != ipc.self().pid()) {
            broken |= holders.remove(victim) == Mode.WRITE; // its death let somebody in
        }
        assertThat(!broken || told)
                .as("%s is told of a dead writer", ipc.self())
                .isTrue();
        assertThat(holders).as("%s gets it for %s", ipc.self(), mode).allSatisfy((other, theirs) -> {
            assertThat(other).isNotEqualTo(ipc.self().pid());
            assertThat(mode == Mode.WRITE || theirs == Mode.WRITE).isFalse();
            assertThat(mode == Mode.UPGRADABLE && theirs == Mode.UPGRADABLE).isFalse();
        });
        holders.put(ipc.self().pid(), mode);
        if (told && mode == Mode.WRITE) {
            lock.consistent();
            broken = false;
        }
    }

    /** Reads or writes for a while; who may goes on to write, and perhaps back. */
    private void stay(Ipc ipc, RwLock lock, Mode mode) {
        ipc.yieldNow();
        if (mode == Mode.UPGRADABLE && random.nextBoolean()) {
            upgrade(ipc, lock);
        } else if (mode == Mode.READ && random.nextInt(3) == 0) {
            readAgain(lock);
        }
        if (holders.get(ipc.self().pid()) == Mode.WRITE && random.nextBoolean()) {
            holders.put(ipc.self().pid(), Mode.READ);
            lock.convert(Mode.READ, Timeout.forever());
            ipc.yieldNow();
        }
    }

    private void upgrade(Ipc ipc, RwLock lock) {
        boolean told = false;
        try {
            lock.convert(
                    Mode.WRITE, random.nextBoolean() ? Timeout.after(0, random.nextInt(3_000)) : Timeout.forever());
        } catch (IpcException failure) {
            if (failure.errno() == Errno.ETIMEDOUT) {
                return;
            }
            assertThat(failure.errno()).isEqualTo(Errno.EOWNERDEAD);
            told = true;
        }
        holders.remove(ipc.self().pid());
        entered(ipc, lock, Mode.WRITE, told);
    }

    private static void readAgain(RwLock lock) {
        try {
            lock.lock(Mode.READ, Timeout.forever());
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.EOWNERDEAD);
        }
        lock.unlock();
    }

    private void leave(Ipc ipc, RwLock lock) {
        holders.remove(ipc.self().pid());
        lock.unlock();
    }
}
