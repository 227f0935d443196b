package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.spi.QueueState;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.swap.FaultyQueues;
import ipc.kernel.swap.SwapSettings;
import ipc.mq.SlotQueues;
import ipc.mq.reference.TextbookQueues;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Swaps beside a {@link QueueScenario}: there and back, as dry runs, by departure and return, each perhaps with
 * something that goes wrong at one of its steps, or with a commander that is killed.
 */
final class SwapScenario implements Program {
    private static final int CHANGES = 4;
    private static final Duration LONG = Duration.ofMillis(20);

    private final Random random;
    private final Kernel kernel;
    private final FaultyQueues slots;
    private final FaultyQueues textbook;
    private boolean armed;

    SwapScenario(long seed, Kernel kernel) {
        this.random = new Random(~seed);
        this.kernel = kernel;
        this.slots = new FaultyQueues(new SlotQueues(kernel.scheduler(), kernel.memory()));
        this.textbook = new FaultyQueues(new TextbookQueues(kernel.scheduler(), kernel.memory()));
        kernel.swapSettings(SwapSettings.DEFAULTS.graceMillis(1_000_000).swapMillisMax(2));
        kernel.bind(slots, "slots", 1);
        kernel.bind(textbook, "textbook", 0);
    }

    List<FaultyQueues> providers() {
        return List.of(slots, textbook);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        boolean kills = random.nextInt(4) == 0;
        for (int i = 0; i < CHANGES; i++) {
            ipc.sleep(Duration.ofNanos(random.nextInt(10_000)));
            if (kills) {
                commandAndKill(ipc);
            } else if (random.nextInt(3) == 0) {
                leaveAndReturn(ipc);
            } else {
                command();
            }
        }
        disarm();
        SwapReport last = kernel.admin().swap("mq", SwapOptions.toBest().checkOnly());
        assertThat(last.outcome()).as(last.toString()).isEqualTo(SwapOutcome.CHECKED);
        ipc.sleep(LONG); // until whatever hung has come back
        assertThat(slots.alive() + textbook.alive()).isOne();
        return 0;
    }

    private void command() {
        SwapOptions options = SwapOptions.toBest();
        boolean dry = random.nextInt(4) == 0;
        arm();
        SwapReport report = kernel.admin().swap("mq", dry ? options.checkOnly() : options);
        if (!armed) {
            assertThat(report.outcome())
                    .as(report.toString())
                    .isEqualTo(dry ? SwapOutcome.CHECKED : SwapOutcome.SWITCHED);
        } else {
            assertThat(report.outcome()).as(report.toString()).isNotEqualTo(SwapOutcome.WAITING);
            assertThat(report.reason().isEmpty())
                    .isEqualTo(report.outcome() == SwapOutcome.SWITCHED || report.outcome() == SwapOutcome.CHECKED);
        }
        disarm();
    }

    private void commandAndKill(Ipc ipc) {
        IpcProcess commander = ipc.spawn(SpawnOptions.program("commander", (own, arguments) -> {
            command();
            return 0;
        }));
        ipc.sleep(Duration.ofNanos(random.nextInt(10_000)));
        try {
            commander.kill();
        } catch (IpcException ended) {
            // it was quicker
        }
        ipc.waitFor(commander.pid(), Timeout.forever());
    }

    /** A provider that leaves gives its state for good, so nothing goes wrong here. */
    private void leaveAndReturn(Ipc ipc) {
        boolean alone = random.nextBoolean();
        boolean first = random.nextBoolean();
        FaultyQueues leaving = first ? slots : textbook;
        FaultyQueues other = first ? textbook : slots;
        if (alone) {
            kernel.unbind(other);
        }
        kernel.unbind(leaving);
        ipc.sleep(Duration.ofNanos(random.nextInt(5_000)));
        kernel.bind(leaving, first ? "slots" : "textbook", 0);
        if (alone) {
            kernel.bind(other, first ? "textbook" : "slots", 0);
        }
    }

    private void arm() {
        disarm(); // a commander that was killed has left something
        if (random.nextInt(3) != 0) {
            return;
        }
        armed = true;
        Runnable fault = once(random.nextBoolean() ? SwapScenario::fail : this::hang);
        int point = random.nextInt(6);
        for (FaultyQueues each : providers()) {
            switch (point) {
                case 0 -> each.onSchema(fault);
                case 1 -> each.onRestore(fault);
                case 2 -> each.onState(fault);
                case 3 -> each.onLeased(fault);
                case 4 -> each.imported(SwapScenario::withoutTheLast);
                default -> each.exported(SwapScenario::withoutTheLast);
            }
        }
    }

    private void disarm() {
        providers().forEach(FaultyQueues::sound);
        armed = false;
    }

    private static Runnable once(Runnable fault) {
        boolean[] done = new boolean[1];
        return () -> {
            if (!done[0]) {
                done[0] = true;
                fault.run();
            }
        };
    }

    private static void fail() {
        throw new IllegalStateException("planned");
    }

    private void hang() {
        WaitQueue nothing = kernel.scheduler().newWaitQueue("nothing");
        long until = kernel.scheduler().nowNanos() + LONG.toNanos() / 2;
        while (kernel.scheduler().nowNanos() < until) {
            nothing.park(nothing.ticket(), TaskDeadline.NEVER, until);
        }
    }

    private static QueueState withoutTheLast(QueueState state) {
        List<QueueState.Message> messages = state.messages();
        List<QueueState.Message> fewer = messages.isEmpty() ? messages : messages.subList(0, messages.size() - 1);
        return new QueueState(state.options(), fewer, state.leased(), state.statistics());
    }
}
