package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Two that set an automatic event, three that wait for it, and an executioner: each set lets one pass, is reset, or is
 * there at the end. A pulse lets one more pass at most. The set that a dead one leaves may meet one that came after it,
 * and two are as one then; so may the set that comes to one whose time is over while no provider is there.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class EventScenario implements Program {
    private static final String NAME = "/sim-event";
    private static final int CHANGES = 8;
    private static final int WAITERS = 3;
    private static final int ROUNDS = 2_000;

    private final Random random;
    private final IntSupplier departures;
    private final List<Program> beside;
    private int sets;
    private int resets;
    private int pulses;
    private int passes;
    private int passesThen;
    private int killed;
    private boolean closed;

    /**
     * Makes a scenario.
     *
     * @param seed decides what its processes do
     * @param departures how often no provider was there
     * @param beside programs that run beside them, to be waited for before the end
     */
    EventScenario(long seed, IntSupplier departures, Program... beside) {
        this.random = new Random(seed);
        this.departures = departures;
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        Event event = ipc.face(Events.class).open(NAME, EventOptions.auto());
        List<IpcProcess> waiters = IntStream.range(0, WAITERS)
                .mapToObj(i -> spawn(ipc, this::waits))
                .toList();
        List<IpcProcess> setters =
                IntStream.range(0, 2).mapToObj(i -> spawn(ipc, this::changes)).toList();
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        if (random.nextBoolean()) {
            ipc.sleep(Duration.ofNanos(random.nextInt(30_000)));
            kill((random.nextInt(4) == 0 ? setters : waiters).getFirst());
        }
        setters.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        closed = true;
        waiters.forEach(each -> await(ipc, each, event));
        check(event);
        event.close();
        return 0;
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("user", program));
    }

    private void kill(IpcProcess process) {
        try {
            process.kill();
            killed++;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ESRCH);
        }
    }

    /** One set lets one pass that still waits; only then comes the next. */
    private void await(Ipc ipc, IpcProcess process, Event event) {
        for (int round = 0; ipc.waitFor(process.pid(), Timeout.after(0, 500)) == null; round++) {
            assertThat(round).as("rounds until " + process + " ends").isLessThan(ROUNDS);
            if (event.status().waiting() > 0 && passes >= passesThen) {
                passesThen = passes + 1;
                set(event);
            }
        }
    }

    private void set(Event event) {
        if (!event.set()) { // not in the sum: others count while this call runs
            sets++;
        }
    }

    private void check(Event event) {
        int left = event.tryAwait() ? 1 : 0;
        assertThat(sets - passes - resets - left)
                .as(
                        "%d sets, %d passes, %d resets, %d left, %d pulses, %d killed",
                        sets, passes, resets, left, pulses, killed)
                .isBetween(-pulses, killed + WAITERS * departures.getAsInt());
        assertThat(event.set()).isFalse();
        assertThat(event.tryAwait()).as("a set is not for one that is gone").isTrue();
        assertThat(event.status().waiting()).isZero();
    }

    // ---- what the processes do

    private int changes(Ipc ipc, List<String> arguments) {
        Event event = event(ipc);
        boolean mayPulse = random.nextBoolean();
        for (int i = 0; i < CHANGES; i++) {
            switch (random.nextInt(6)) {
                case 0 -> reset(event.reset());
                case 1 -> pulse(event, mayPulse);
                case 2 -> ipc.sleep(Duration.ofNanos(random.nextInt(2_000)));
                default -> set(event);
            }
        }
        return 0;
    }

    private void reset(boolean was) {
        if (was) {
            resets++;
        }
    }

    /** One that finds the event set is a reset. */
    private void pulse(Event event, boolean may) {
        if (may) {
            pulses++; // before: a kill after it has come to effect would hide it
            reset(event.pulse());
        }
    }

    private int waits(Ipc ipc, List<String> arguments) {
        ipc.self().priority(random.nextInt(32));
        Event event = event(ipc);
        while (!closed) {
            if (passed(event)) {
                passes++;
            }
        }
        return 0;
    }

    private boolean passed(Event event) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> {
                    return event.tryAwait();
                }
                case 1 -> event.await();
                default -> event.await(Timeout.after(0, random.nextInt(3_000)));
            }
            return true;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            return false;
        }
    }

    private static Event event(Ipc ipc) {
        return ipc.face(Events.class).open(NAME, EventOptions.auto());
    }
}
