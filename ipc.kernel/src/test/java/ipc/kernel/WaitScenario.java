package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.kernel.WaitHistory.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Four processes wait for any or all of overlapping sets of semaphores and mutexes, and give back what they took; one
 * may be killed or interrupted. What they note is to be explained by one step after the other.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class WaitScenario implements Program {
    private static final int PROCESSES = 4;
    private static final int SEMAPHORES = 3;
    private static final int OBJECTS = 5;
    private static final int ROUNDS = 3;
    private static final int ROUNDS_MAX = 2_000;

    private final Random random;
    private final int[] permits = new int[OBJECTS];
    private final MutexOptions mutexOptions;
    private final List<Program> beside;
    private final WaitHistory history;
    private final Set<Integer> played = new HashSet<>();

    WaitScenario(long seed, Program... beside) {
        this.random = new Random(seed);
        for (int i = 0; i < OBJECTS; i++) {
            permits[i] = i < SEMAPHORES ? 1 + random.nextInt(2) : 1;
        }
        MutexOptions kind = MutexOptions.of(random.nextBoolean() ? Kind.NORMAL : Kind.RECURSIVE);
        this.mutexOptions = random.nextBoolean() ? kind.inherit() : kind;
        this.beside = List.of(beside);
        this.history = new WaitHistory(PROCESSES, permits, Set.of(SEMAPHORES, SEMAPHORES + 1));
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        List<Handle> objects = open(ipc);
        Semaphore end = end(ipc);
        List<IpcProcess> players = IntStream.range(0, PROCESSES)
                .mapToObj(number -> ipc.spawn(SpawnOptions.program("user", (own, none) -> play(own, number))))
                .toList();
        List<IpcProcess> others = beside.stream()
                .map(program -> ipc.spawn(SpawnOptions.program("beside", program)))
                .toList();
        List<Step> going = random.nextInt(3) == 0 ? disturb(ipc, players) : List.of();
        awaitEnd(ipc, players, end);
        going.forEach(Step::done);
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        for (int i = 0; i < OBJECTS; i++) {
            history.seen(i, available(objects.get(i)));
        }
        assertThat(history.contradiction()).isNull();
        close(ipc, objects);
        end.close();
        ipc.face(Sync.class).unlink("/sim-end");
        return 0;
    }

    private static Semaphore end(Ipc ipc) {
        return ipc.face(Sync.class).openSemaphore("/sim-end", Creation.mode(0600), SemaphoreOptions.counting(0));
    }

    /** Nobody ends, and closes handles, which others would notice, before all have played. */
    private void awaitEnd(Ipc ipc, List<IpcProcess> players, Semaphore end) {
        for (int round = 0; players.stream().anyMatch(this::plays); round++) {
            assertThat(round).as("rounds until all have played").isLessThan(ROUNDS_MAX);
            ipc.sleep(Duration.ofNanos(1_000));
        }
        end.release(PROCESSES);
        players.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
    }

    private boolean plays(IpcProcess player) {
        return !played.contains(player.pid()) && player.state() != IpcProcess.State.ZOMBIE;
    }

    private static int available(Handle object) {
        return object instanceof Semaphore semaphore
                ? semaphore.status().permits()
                : ((Mutex) object).status().owner() == 0 ? 1 : 0;
    }

    /** Kills or interrupts one; returns what follows from that. */
    private List<Step> disturb(Ipc ipc, List<IpcProcess> players) {
        ipc.sleep(Duration.ofNanos(random.nextInt(20_000)));
        int victim = random.nextInt(PROCESSES);
        boolean kills = random.nextInt(3) > 0;
        List<Step> going = new ArrayList<>();
        for (int i = 0; i < OBJECTS && kills; i++) {
            going.add(history.goes(victim, i));
        }
        try {
            if (kills) {
                players.get(victim).kill();
            } else {
                players.get(victim).interrupt();
            }
        } catch (IpcException gone) {
            assertThat(gone.errno()).isEqualTo(Errno.ESRCH);
        }
        return going;
    }

    private List<Handle> open(Ipc ipc) {
        Sync sync = ipc.face(Sync.class);
        List<Handle> objects = new ArrayList<>();
        for (int i = 0; i < SEMAPHORES; i++) {
            SemaphoreOptions counting = SemaphoreOptions.counting(permits[i]).undo();
            objects.add(sync.openSemaphore("/sim-" + i, Creation.mode(0600), counting));
        }
        for (int i = SEMAPHORES; i < OBJECTS; i++) {
            objects.add(sync.openMutex("/sim-" + i, Creation.mode(0600), mutexOptions));
        }
        return objects;
    }

    private static void close(Ipc ipc, List<Handle> objects) {
        objects.forEach(Handle::close);
        for (int i = 0; i < OBJECTS; i++) {
            ipc.face(Sync.class).unlink("/sim-" + i);
        }
    }

    // ---- what the processes do

    private int play(Ipc ipc, int number) {
        ipc.self().priority(random.nextInt(16));
        List<Handle> objects = uninterrupted(() -> open(ipc));
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> wanted = some();
            boolean all = random.nextInt(3) > 0;
            Step step = history.takes(
                    all, number, wanted.stream().mapToInt(Integer::intValue).toArray());
            Outcome outcome = take(
                    ipc,
                    step,
                    all,
                    wanted.stream().map(objects::get).map(Item::of).toList());
            if (outcome != null) {
                List<Integer> taken = all ? wanted : List.of(wanted.get(outcome.index()));
                keepForAWhile(ipc);
                outcome.abandoned().forEach(index -> mend(number, objects, wanted.get(index)));
                giveBack(number, objects, new ArrayList<>(taken));
            }
        }
        played.add(ipc.self().pid());
        uninterrupted(() -> {
            end(ipc).acquire();
            return 0;
        });
        return 0;
    }

    private static <T> T uninterrupted(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (IpcException failure) {
                assertThat(failure.errno()).isEqualTo(Errno.EINTR);
            }
        }
    }

    /** Chooses two or three objects in any order. */
    private List<Integer> some() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, OBJECTS).boxed().toList());
        Collections.shuffle(order, random);
        return order.subList(0, 2 + random.nextInt(2));
    }

    private @Nullable Outcome take(Ipc ipc, Step step, boolean all, List<Item> items) {
        Waits waits = ipc.face(Waits.class);
        Timeout timeout = switch (random.nextInt(4)) {
            case 0 -> Timeout.after(Duration.ZERO);
            case 1 -> Timeout.after(0, random.nextInt(3_000));
            default -> Timeout.forever();
        };
        try {
            Outcome outcome = all ? waits.all(items, timeout) : waits.any(items, timeout);
            step.took(outcome);
            return outcome;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isIn(Errno.ETIMEDOUT, Errno.EINTR);
            if (failure.errno() == Errno.ETIMEDOUT && beside.isEmpty()) {
                step.cameTooLate(); // otherwise perhaps because no provider was there
            } else {
                step.gaveUp();
            }
            return null;
        }
    }

    /** So that others come and wait. */
    private void keepForAWhile(Ipc ipc) {
        if (random.nextBoolean()) {
            uninterrupted(() -> {
                ipc.sleep(Duration.ofNanos(random.nextInt(4_000)));
                return 0;
            });
        }
    }

    private void mend(int number, List<Handle> objects, int mutex) {
        Step step = history.mends(number, mutex);
        ((Mutex) objects.get(mutex)).consistent();
        step.done();
    }

    private void giveBack(int number, List<Handle> objects, List<Integer> taken) {
        Collections.shuffle(taken, random);
        for (int object : taken) {
            Step step = history.gives(number, object);
            if (objects.get(object) instanceof Semaphore semaphore) {
                semaphore.release();
            } else {
                ((Mutex) objects.get(object)).unlock();
            }
            step.done();
        }
    }
}
