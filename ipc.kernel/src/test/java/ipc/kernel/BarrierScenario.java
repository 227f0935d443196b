package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.BarrierStatus;
import ipc.api.sync.Barriers;
import ipc.api.sync.Creation;
import ipc.api.sync.Sync;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Four processes meet by threes, for a time or without end; one resets now and then, one is killed or interrupted.
 * Nobody goes on before three have come; of each three either all go on, each with another index, or none; and all end.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class BarrierScenario implements Program {
    private static final String NAME = "/sim-barrier";
    private static final int PARTIES = 3;
    private static final int PLAYERS = 4;
    private static final int TURNS = 8;
    private static final int ROUNDS = 2_000;

    private final Random random;
    private final List<Program> beside;

    /** By index, how many went on with it. */
    private final int[] passes = new int[PARTIES];

    private int begun;
    private int failed;
    private boolean killed;

    BarrierScenario(long seed, Program... beside) {
        this.random = new Random(seed);
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        Barrier barrier =
                ipc.face(Barriers.class).open(NAME, Creation.mode(0600).exclusive(), BarrierOptions.of(PARTIES));
        List<IpcProcess> players = IntStream.range(0, PLAYERS)
                .mapToObj(i -> spawn(ipc, this::play))
                .toList();
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        if (random.nextBoolean()) {
            ipc.sleep(Duration.ofNanos(random.nextInt(30_000)));
            end(players.getFirst(), random.nextBoolean());
        }
        players.forEach(each -> await(ipc, each, barrier));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        check(barrier.status());
        barrier.close();
        ipc.face(Sync.class).unlink(NAME);
        return 0;
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("player", program));
    }

    private void end(IpcProcess process, boolean kills) {
        try {
            if (kills) {
                process.kill();
                killed = true;
            } else {
                process.interrupt();
            }
        } catch (IpcException gone) {
            assertThat(gone.errno()).isEqualTo(Errno.ESRCH);
        }
    }

    /** Those that wait for others who will not come are helped by a reset; nobody else is. */
    private void await(Ipc ipc, IpcProcess process, Barrier barrier) {
        for (int round = 0; ipc.waitFor(process.pid(), Timeout.after(0, 5_000)) == null; round++) {
            BarrierStatus status = barrier.status();
            assertThat(round).as("rounds until %s ends, %s", process, status).isLessThan(ROUNDS);
            if (status.broken() || status.arrived() == status.waiting()) {
                barrier.reset();
            }
        }
    }

    private void check(BarrierStatus status) {
        assertThat(status.arrived() + status.waiting()).as("%s", status).isZero();
        for (int index = 0; index < PARTIES; index++) {
            assertThat(status.passed() - passes[index])
                    .as("%s, but %d went on with index %d", status, passes[index], index)
                    .isBetween(0L, killed ? 1L : 0L);
        }
    }

    // ---- what the processes do

    private int play(Ipc ipc, List<String> arguments) {
        ipc.self().priority(random.nextInt(32));
        Barrier barrier = ipc.face(Barriers.class).open(NAME, Creation.none(), BarrierOptions.of(1));
        for (int turn = 0; turn < TURNS; turn++) {
            if (random.nextInt(12) == 0) {
                barrier.reset();
            }
            meet(ipc, barrier);
        }
        return 0;
    }

    private void meet(Ipc ipc, Barrier barrier) {
        begun++;
        try {
            passed(
                    ipc,
                    barrier.await(
                            random.nextInt(3) == 0 ? Timeout.after(0, random.nextInt(4_000)) : Timeout.forever()));
        } catch (IpcException failure) {
            failed++;
            assertThat(failure.errno()).isIn(Errno.EPIPE, Errno.ETIMEDOUT, Errno.EINTR);
        }
    }

    private void passed(Ipc ipc, int index) {
        passes[index]++;
        assertThat(begun - failed)
                .as(
                        "calls that may have come when %s goes on with index %d, as number %d",
                        ipc.self(), index, passes[index])
                .isGreaterThanOrEqualTo(PARTIES * passes[index]);
    }
}
