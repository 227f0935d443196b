package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.admin.TraceRecord;
import ipc.api.admin.WaitSnapshot;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Mechanism;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.Policy;
import ipc.kernel.schedule.SeededScheduler;
import ipc.kernel.security.PosixPolicy;
import ipc.testkit.kernel.Watchdog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** One run of a program under the seeded scheduler: the same seed, the same run. */
final class Simulation {
    private static final String ONE_SEED = "ipc.sim.seed";
    private static final String SEEDS = "ipc.sim.seeds";
    private static final int RUNS_A_KILL = 3;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Kernel kernel;

    /** When the kernel logged something first. */
    private volatile long loggedNanos = Long.MAX_VALUE;

    Simulation(long seed) {
        this(seed, Policy.SEEDED);
    }

    private Simulation(long seed, Policy policy) {
        SeededScheduler scheduler = new SeededScheduler(seed, policy, this::deadlock);
        kernel = new Kernel(scheduler, Limits.DEFAULTS, System.out, this::logged);
        kernel.policy(new PosixPolicy());
    }

    Simulation(long seed, BiFunction<Scheduler, Memory, ? extends Mechanism> provider) {
        this(seed, Policy.SEEDED, provider);
    }

    Simulation(long seed, Policy policy, BiFunction<Scheduler, Memory, ? extends Mechanism> provider) {
        this(seed, policy);
        kernel.bind(provider.apply(kernel.scheduler(), kernel.memory()), "simulated", 0);
    }

    private void logged(String complaint) {
        loggedNanos = Math.min(loggedNanos, kernel.scheduler().nowNanos());
        complaints.add(complaint);
    }

    /** Returns when the kernel complained first, on its clock; the end of time if it never did. */
    long loggedNanos() {
        return loggedNanos;
    }

    /** Reports, and ends everything, so that the run ends. */
    private void deadlock(List<WaitSnapshot> waits) {
        complaints.add("deadlock: " + waits);
        for (KernelProcess process : kernel.processes().all()) {
            if (process.birth().program()) {
                kernel.processes().kill(process);
            }
        }
    }

    /** Kills a process, unless it has ended already; tells whether it did. */
    static boolean kill(IpcProcess process) {
        try {
            process.kill();
            return true;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ESRCH);
            return false;
        }
    }

    Kernel kernel() {
        return kernel;
    }

    void trace() {
        kernel.admin().trace(0, true);
    }

    List<TraceRecord> traced() {
        return kernel.admin().traced(0);
    }

    /** Runs the program, which waits for all it spawns; fails if it does, or the kernel complains. */
    void run(Program program) {
        Ipc first = kernel.face(kernel.processes().first(), Ipc.class);
        CompletableFuture<Integer> status = new CompletableFuture<>();
        first.spawn(SpawnOptions.program("simulation", (ipc, arguments) -> {
            try {
                int result = program.run(ipc, arguments);
                status.complete(result);
                return result;
            } catch (Throwable failure) {
                status.completeExceptionally(failure);
                throw failure;
            }
        }));
        try {
            assertThat(status.orTimeout(Watchdog.limit().toMillis(), TimeUnit.MILLISECONDS)
                            .join())
                    .isZero();
        } catch (CompletionException failure) {
            complaints.add(
                    failure.getCause() instanceof TimeoutException
                            ? "runs without end, but for " + kernel.scheduler().waits()
                            : failure.getCause().toString());
        }
        assertThat(complaints).isEmpty();
    }

    /** Runs something for each seed of a suite; a failure says which seed it was. */
    static void explore(int usual, LongConsumer run) {
        explore(seeds(usual), run);
    }

    private static void explore(LongStream seeds, LongConsumer run) {
        seeds.forEach(seed -> {
            try {
                run.accept(seed);
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ", replay with -Dipc.sim.seed=" + seed, failure);
            }
        });
    }

    /** Runs something for each seed until so many processes were killed; who had ended before does not count. */
    static void exploreKills(int kills, AtomicInteger killed, LongConsumer run) {
        if (Long.getLong(ONE_SEED) != null || Integer.getInteger(SEEDS) != null) {
            explore(0, run);
            return;
        }
        explore(seeds(kills * RUNS_A_KILL).takeWhile(seed -> killed.get() < kills), run);
        assertThat(killed).hasValue(kills);
    }

    /** The seeds of a suite: as many as configured, or the one to be replayed. */
    static LongStream seeds(int usual) {
        Long replayed = Long.getLong(ONE_SEED);
        return replayed != null ? LongStream.of(replayed) : LongStream.range(0, Integer.getInteger(SEEDS, usual));
    }
}
