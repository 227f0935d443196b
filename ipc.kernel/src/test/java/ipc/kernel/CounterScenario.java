package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.events.Counter;
import ipc.api.events.CounterOptions;
import ipc.api.events.CounterStatus;
import ipc.api.events.Events;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Two that add to a counter, two that read it, and an executioner: what was added is read, or there at the end. The
 * counter is nearly full at first, or zero, so that either side has to wait.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only. Of
 * one that dies in a call nobody knows whether it was done.
 */
final class CounterScenario implements Program {
    private static final String NAME = "/sim-counter";
    private static final int ADDITIONS = 8;
    private static final int VALUE_MAX = 4;
    private static final int ROUNDS = 2_000;

    private final Random random;
    private final List<Program> beside;
    private final CounterOptions options;

    /** Modulo 2<sup>64</sup>, as the counter's value itself: what should be there. */
    private long expected;

    /** What each adder is about to add. */
    private final int[] adding = new int[2];

    /** Whether each reader is about to take 1. */
    private final boolean[] reading = new boolean[2];

    private boolean closed;

    /**
     * Makes a scenario.
     *
     * @param seed decides what its processes do
     * @param beside programs that run beside them, to be waited for before the end
     */
    CounterScenario(long seed, Program... beside) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.beside = List.of(beside);
        CounterOptions first = CounterOptions.of(random.nextBoolean() ? 0 : Counter.MAX - random.nextInt(VALUE_MAX));
        this.options = random.nextBoolean() ? first.byOne() : first;
        this.expected = options.value();
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        Counter counter = counter(ipc);
        List<IpcProcess> adders = IntStream.range(0, 2)
                .mapToObj(i -> spawn(ipc, (own, none) -> adds(own, i)))
                .toList();
        List<IpcProcess> readers = IntStream.range(0, 2)
                .mapToObj(i -> spawn(ipc, (own, none) -> reads(own, i)))
                .toList();
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        if (random.nextBoolean()) {
            ipc.sleep(Duration.ofNanos(random.nextInt(30_000)));
            Simulation.kill((options.isByOne() && random.nextBoolean() ? readers : adders).getFirst());
        }
        adders.forEach(each -> awaitEnd(ipc, each, () -> {}));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        closed = true;
        readers.forEach(each -> awaitEnd(ipc, each, () -> letGo(counter)));
        check(counter.status());
        counter.close();
        return 0;
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("user", program));
    }

    private static void awaitEnd(Ipc ipc, IpcProcess process, Runnable meanwhile) {
        for (int round = 0; ipc.waitFor(process.pid(), Timeout.after(0, 500)) == null; round++) {
            assertThat(round).as("rounds until " + process + " ends").isLessThan(ROUNDS);
            meanwhile.run();
        }
    }

    /** Nobody who waits beside a value is helped. */
    private void letGo(Counter counter) {
        CounterStatus status = counter.status();
        if (status.value() == 0 && status.waiting() > 0) {
            expected++; // before: the reader notes what it has taken while this call runs
            counter.add(1);
        }
    }

    private void check(CounterStatus status) {
        long unnoted = status.value() - expected;
        long most = IntStream.of(adding).sum();
        long least = -IntStream.range(0, 2).filter(i -> reading[i]).count();
        assertThat(unnoted).as("what the dead have done").isIn(0L, most == 0 ? least : most);
        assertThat(status.waiting()).isZero();
    }

    private Counter counter(Ipc ipc) {
        return ipc.face(Events.class).open(NAME, options);
    }

    // ---- what the processes do

    private int adds(Ipc ipc, int number) {
        ipc.self().priority(random.nextInt(32));
        Counter counter = counter(ipc);
        for (int i = 0; i < ADDITIONS; i++) {
            int value = random.nextInt(VALUE_MAX + 1);
            adding[number] = value;
            boolean added = added(counter, value);
            adding[number] = 0;
            expected += added ? value : 0;
        }
        return 0;
    }

    private boolean added(Counter counter, int value) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> {
                    return counter.tryAdd(value);
                }
                case 1 -> counter.add(value, Timeout.after(0, random.nextInt(3_000)));
                default -> counter.add(value);
            }
            return true;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            return false;
        }
    }

    private int reads(Ipc ipc, int number) {
        ipc.self().priority(random.nextInt(32));
        Counter counter = counter(ipc);
        while (!closed) {
            reading[number] = true;
            long taken = taken(counter);
            reading[number] = false;
            expected -= taken;
            ipc.sleep(Duration.ofNanos(random.nextInt(2_000)));
        }
        return 0;
    }

    private long taken(Counter counter) {
        try {
            return switch (random.nextInt(4)) {
                case 0 -> counter.tryRead();
                case 1 -> counter.read(Timeout.after(0, random.nextInt(3_000)));
                default -> counter.read();
            };
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            return 0;
        }
    }
}
