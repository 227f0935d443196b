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
import ipc.api.sync.Creation;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.kernel.WaitHistory.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Four processes wait for any or all of overlapping sets of objects, and give back what they took; one may be killed or
 * interrupted. What they note is to be explained by one step after the other.
 *
 * <p>The objects are semaphores and mutexes, or also events and a counter, which are of another mechanism. Those belong
 * to nobody: everybody changes them, and who takes one may keep it. So that nobody waits without end, they are set now
 * and then. Of objects that a wait can only look at there is one: it looks at several one after the other.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class WaitScenario implements Program {
    private static final int PROCESSES = 4;
    private static final int ROUNDS_MAX = 2_000;

    /** After so many rounds something that belongs to nobody is given. */
    private static final int ROUNDS_A_GIFT = 8;

    private static final List<WaitedKind> LOCKS = List.of(
            WaitedKind.SEMAPHORE, WaitedKind.SEMAPHORE, WaitedKind.SEMAPHORE, WaitedKind.MUTEX, WaitedKind.MUTEX);
    private static final List<WaitedKind> MIXED = List.of(
            WaitedKind.SEMAPHORE,
            WaitedKind.MUTEX,
            WaitedKind.AUTO_EVENT,
            WaitedKind.AUTO_EVENT,
            WaitedKind.MANUAL_EVENT,
            WaitedKind.COUNTER);

    private final Random random;
    private final List<WaitedKind> kinds;
    private final int[] counts;
    private final MutexOptions mutexOptions;
    private final List<Program> beside;
    private final boolean disturbs;
    private final boolean kills;
    private final WaitHistory history;
    private final Set<Integer> played = new HashSet<>();

    private WaitScenario(long seed, List<WaitedKind> kinds, Program... beside) {
        this.random = new Random(seed);
        this.kinds = kinds;
        this.counts = kinds.stream().mapToInt(this::count).toArray();
        MutexOptions kind = MutexOptions.of(random.nextBoolean() ? Kind.NORMAL : Kind.RECURSIVE);
        this.mutexOptions = random.nextBoolean() ? kind.inherit() : kind;
        this.beside = List.of(beside);
        this.disturbs = random.nextInt(3) == 0;
        this.kills = random.nextInt(3) > 0;
        this.history = new WaitHistory(PROCESSES + 1, counts, kinds);
    }

    private int count(WaitedKind kind) {
        return switch (kind) {
            case SEMAPHORE -> 1 + random.nextInt(2);
            case MUTEX -> 1;
            default -> random.nextInt(2);
        };
    }

    /** Makes one of semaphores and mutexes. */
    static WaitScenario ofLocks(long seed, Program... beside) {
        return new WaitScenario(seed, LOCKS, beside);
    }

    /**
     * Makes one of objects of two mechanisms, of which a provider is always there: while none is, its objects are not
     * ready, and others behind them are taken.
     */
    static WaitScenario ofMixed(long seed, ChangingProviders... changing) {
        return new WaitScenario(
                seed, MIXED, Stream.of(changing).map(ChangingProviders::staying).toArray(Program[]::new));
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
        List<Step> going = disturbs ? disturb(ipc, players) : List.of();
        awaitEnd(ipc, players, objects);
        end.release(PROCESSES);
        players.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        going.forEach(Step::done);
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        for (int i = 0; i < objects.size(); i++) {
            history.seen(i, WaitedKind.count(objects.get(i)));
        }
        assertThat(history.contradiction()).isNull();
        close(ipc, objects);
        end.close();
        ipc.face(Sync.class).unlink("/sim-end");
        return 0;
    }

    private int play(Ipc ipc, int number) {
        new WaitPlayer(ipc, number, this).play();
        played.add(ipc.self().pid());
        WaitPlayer.uninterrupted(() -> {
            end(ipc).acquire();
            return 0;
        });
        return 0;
    }

    private static Semaphore end(Ipc ipc) {
        return ipc.face(Sync.class).openSemaphore("/sim-end", Creation.mode(0600), SemaphoreOptions.counting(0));
    }

    /** Nobody ends, and closes handles, which others would notice, before all have played. */
    private void awaitEnd(Ipc ipc, List<IpcProcess> players, List<Handle> objects) {
        for (int round = 0; players.stream().anyMatch(this::plays); round++) {
            assertThat(round).as("rounds until all have played").isLessThan(ROUNDS_MAX);
            ipc.sleep(Duration.ofNanos(1_000));
            if (isMixed() && round % ROUNDS_A_GIFT == ROUNDS_A_GIFT - 1) {
                giveAnything(objects);
            }
        }
    }

    private void giveAnything(List<Handle> objects) {
        int object = random.nextInt(objects.size());
        if (!kind(object).isOwned()) {
            WaitedKind.give(objects.get(object), history.gives(PROCESSES, object));
        }
    }

    private boolean plays(IpcProcess player) {
        return !played.contains(player.pid()) && player.state() != IpcProcess.State.ZOMBIE;
    }

    /** Kills or interrupts one; returns what follows from that. */
    private List<Step> disturb(Ipc ipc, List<IpcProcess> players) {
        ipc.sleep(Duration.ofNanos(random.nextInt(20_000)));
        int victim = random.nextInt(PROCESSES);
        List<Step> going = new ArrayList<>();
        for (int i = 0; i < kinds.size() && kills; i++) {
            if (kind(i).isOwned()) {
                going.add(history.goes(victim, i));
            }
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

    /** Opens all objects for a process. */
    List<Handle> open(Ipc ipc) {
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> kind(i).open(ipc, name(i), counts[i], mutexOptions))
                .toList();
    }

    private static String name(int object) {
        return "/sim-" + object;
    }

    private void close(Ipc ipc, List<Handle> objects) {
        objects.forEach(Handle::close);
        for (int i = 0; i < objects.size(); i++) {
            kind(i).unlink(ipc, name(i));
        }
    }

    // ---- what players ask

    Random random() {
        return random;
    }

    WaitHistory history() {
        return history;
    }

    WaitedKind kind(int object) {
        return kinds.get(object);
    }

    boolean isMixed() {
        return kinds.equals(MIXED);
    }

    /** Tells whether no provider may be there for a time. */
    boolean isDeserted() {
        return !isMixed() && !beside.isEmpty();
    }

    /** Tells whether one may be interrupted. */
    boolean isInterrupting() {
        return disturbs && !kills;
    }

    /** Tells whether somebody may signal an object and wait; whoever is interrupted then does not know what it has. */
    boolean isSignaled(int object) {
        return isMixed() && kind(object) != WaitedKind.COUNTER && !(kind(object).isOwned() && isInterrupting());
    }
}
