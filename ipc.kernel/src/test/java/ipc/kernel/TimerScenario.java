package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Port;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Timer;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.SeededScheduler;
import ipc.kernel.timers.TimerFace;
import ipc.kernel.timers.TimerTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Up to three processes wait in all ways for one automatic timer, which is set again and again; one of them may be
 * killed. Each expiration is for one of them, none comes before its time, and none is missed.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class TimerScenario implements Program {
    private static final int TAKERS_MAX = 3;
    private static final int SHOTS = 6;
    private static final int ROUNDS = 2_000;
    private static final Duration HOUR = Duration.ofHours(1);

    /** What the processes do with the timer. */
    enum Way {
        /** It expires once at a time; they wait for it alone. */
        ALONE,
        /** It expires once at a time; they wait for it also together with others, and through a port. */
        AMONG_OTHERS,
        /** It expires all the time; they wait for it alone and count. */
        COUNTING
    }

    private final Random random;
    private final Kernel kernel;
    private final SeededScheduler scheduler;
    private final TimerTable table;
    private final Way way;
    private final int takers;

    /** Whether they wait without end. */
    private final boolean patient;

    /** No expiration comes before. */
    private long dueNanos;

    private int passes;
    private long taken;
    private int killed;
    private int lost;
    private boolean closed;

    /**
     * Makes a scenario.
     *
     * @param seed decides what its processes do
     * @param kernel in which they run
     * @param table where timers are made
     * @param way what they do with the timer
     */
    TimerScenario(long seed, Kernel kernel, TimerTable table, Way way) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.kernel = kernel;
        this.scheduler = (SeededScheduler) kernel.scheduler();
        this.table = table;
        this.way = way;
        this.takers = 1 + random.nextInt(TAKERS_MAX);
        this.patient = random.nextBoolean();
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        Timer timer = timers(ipc).create(Timer.Reset.AUTO);
        List<IpcProcess> processes = IntStream.range(0, takers)
                .mapToObj(i -> ipc.spawn(SpawnOptions.program("taker", (own, none) -> takes(own, timer))))
                .toList();
        IpcProcess executioner = ipc.spawn(SpawnOptions.program("executioner", (own, none) -> kills(own, processes)));
        try {
            expire(ipc, timer);
            ipc.waitFor(executioner.pid(), Timeout.forever());
        } finally {
            closed = true; // also if this fails: nobody goes on for ever
        }
        processes.forEach(each -> awaitEnd(ipc, each, timer));
        timer.close();
        return 0;
    }

    private void expire(Ipc ipc, Timer timer) {
        if (way == Way.COUNTING) {
            repeat(ipc, timer);
        } else {
            IntStream.range(0, SHOTS).forEach(shot -> expireOnce(ipc, timer));
        }
    }

    private Timers timers(Ipc ipc) {
        return new TimerFace(kernel.processes().get(ipc.self().pid()), table);
    }

    private int kills(Ipc ipc, List<IpcProcess> processes) {
        if (takers > 1 && random.nextBoolean()) {
            ipc.sleep(Duration.ofNanos(random.nextInt(40_000)));
            killed++;
            processes.getFirst().kill();
        }
        return 0;
    }

    /** Who still waits is let go by one more expiration. */
    private void awaitEnd(Ipc ipc, IpcProcess taker, Timer timer) {
        for (int round = 0; ipc.waitFor(taker.pid(), Timeout.after(0, 500)) == null; round++) {
            assertThat(round).as("rounds until " + taker + " ends").isLessThan(ROUNDS);
            timer.set(Timeout.after(Duration.ZERO), Duration.ZERO);
        }
    }

    // ---- single expirations

    private void expireOnce(Ipc ipc, Timer timer) {
        int before = passes;
        set(ipc, timer);
        for (int round = 0; passes == before; round++) {
            if (round == ROUNDS && lost < killed && timer.status().expirations() == 0) {
                lost++; // the dead one had taken it
                return;
            }
            assertThat(round).as("rounds until somebody passes").isLessThan(ROUNDS);
            ipc.sleep(Duration.ofNanos(300));
        }
        ipc.sleep(Duration.ofNanos(random.nextInt(3_000)));
        assertThat(passes).as("passes for one expiration").isEqualTo(before + 1);
    }

    private void set(Ipc ipc, Timer timer) {
        switch (random.nextInt(4)) {
            case 0 -> {
                dueNanos = Long.MAX_VALUE; // nobody may pass for what is set again in time
                timer.set(Timeout.after(HOUR), Duration.ZERO);
                ipc.sleep(Duration.ofNanos(random.nextInt(3_000)));
                setSoon(timer);
            }
            case 1 -> {
                long now = scheduler.realtimeNanos();
                dueNanos = Long.MAX_VALUE;
                timer.set(Timeout.until(Instant.ofEpochSecond(0, now).plus(HOUR)), Duration.ZERO);
                ipc.sleep(Duration.ofNanos(random.nextInt(3_000)));
                dueNanos = scheduler.nowNanos();
                scheduler.stepRealtime(HOUR.toNanos());
            }
            case 2 -> {
                dueNanos = Long.MAX_VALUE;
                timer.set(Timeout.after(HOUR), HOUR);
                ipc.sleep(Duration.ofNanos(random.nextInt(3_000)));
                assertThat(timer.cancel()).isTrue();
                ipc.sleep(Duration.ofNanos(random.nextInt(3_000)));
                setSoon(timer);
            }
            default -> setSoon(timer);
        }
    }

    private void setSoon(Timer timer) {
        long nanos = random.nextInt(3_000);
        dueNanos = scheduler.nowNanos() + nanos;
        timer.set(Timeout.after(Duration.ofNanos(nanos)), Duration.ZERO);
    }

    // ---- many expirations

    private void repeat(Ipc ipc, Timer timer) {
        long first = random.nextInt(2_000);
        long period = 1L + random.nextInt(2_000);
        long beforeSet = scheduler.nowNanos();
        timer.set(Timeout.after(Duration.ofNanos(first)), Duration.ofNanos(period));
        long afterSet = scheduler.nowNanos();
        ipc.sleep(Duration.ofNanos(5_000 + random.nextInt(40_000)));
        long beforeCancel = scheduler.nowNanos();
        assertThat(timer.cancel()).isTrue();
        long afterCancel = scheduler.nowNanos();
        ipc.sleep(Duration.ofNanos(20_000)); // who has taken notes it
        long all = taken + timer.status().expirations();
        assertThat(all).isLessThanOrEqualTo(count(afterCancel - beforeSet - first, period));
        if (killed == 0) {
            assertThat(all).isGreaterThanOrEqualTo(count(beforeCancel - afterSet - first, period));
        }
    }

    private static long count(long nanos, long period) {
        return nanos < 0 ? 0 : 1 + nanos / period;
    }

    // ---- who takes

    private int takes(Ipc ipc, Timer timer) {
        ipc.self().priority(random.nextInt(32));
        Timer own = shared(ipc, timer);
        Port port = ipc.face(Waits.class).newPort();
        if (way == Way.AMONG_OTHERS) {
            port.bind(Item.of(own), 1, Port.Mode.PERSISTENT);
        }
        Timer ready = timers(ipc).create(Timer.Reset.MANUAL);
        ready.set(Timeout.after(Duration.ZERO), Duration.ZERO);
        while (!closed) {
            long count = taken(ipc, own, port, Item.of(ready));
            if (count > 0 && !closed) {
                assertThat(scheduler.nowNanos()).as("when it expired").isGreaterThanOrEqualTo(dueNanos);
                passes++;
                taken += count;
            }
        }
        return 0;
    }

    private Timer shared(Ipc ipc, Timer timer) {
        KernelProcess process = kernel.processes().get(ipc.self().pid());
        process.handles().reserve(1);
        return (Timer) ((OpenHandle) timer).shared(Sysno.DUPLICATE).arrives(process);
    }

    private long taken(Ipc ipc, Timer timer, Port port, Item ready) {
        Waits waits = ipc.face(Waits.class);
        Timeout timeout = patient || random.nextBoolean()
                ? Timeout.forever()
                : Timeout.after(Duration.ofNanos(random.nextInt(3_000)));
        try {
            switch (random.nextInt(patient ? 1 : 0, way == Way.AMONG_OTHERS ? 6 : 3)) {
                case 0 -> {
                    return timer.tryAwait();
                }
                case 1, 2 -> {
                    return timer.await(timeout);
                }
                case 3 -> waits.any(List.of(Item.of(timer)), timeout);
                case 4 -> waits.all(List.of(ready, Item.of(timer)), timeout);
                default -> {
                    port.receive(timeout);
                    return timer.tryAwait();
                }
            }
            return 1;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            return 0;
        }
    }
}
