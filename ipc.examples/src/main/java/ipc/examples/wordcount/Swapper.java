package ipc.examples.wordcount;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Program;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Replaces the bundle that provides message queues, while everybody uses them, ten times a second until killed. */
final class Swapper implements Program {
    private static final String MECHANISM = "mq";
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final MechanismAdmin mechanisms;
    private final Consumer<String> notes;
    private final ConcurrentLinkedQueue<Long> pauses = new ConcurrentLinkedQueue<>();

    Swapper(MechanismAdmin mechanisms, Consumer<String> notes) {
        this.mechanisms = mechanisms;
        this.notes = notes;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        while (true) {
            ipc.sleep(PERIOD);
            try {
                swap();
            } catch (IpcException refused) {
                if (refused.errno() != Errno.ENOENT) {
                    throw refused;
                }
                notes.accept("no swaps: there is no other provider of message queues");
                return 0;
            }
        }
    }

    private void swap() {
        SwapReport report = mechanisms.swap(MECHANISM, SwapOptions.toBest());
        if (report.outcome() == SwapOutcome.SWITCHED) {
            pauses.add(report.pauseNanos());
        } else {
            notes.accept("swap " + report.number() + " was " + report.outcome() + ": " + report.reason());
        }
    }

    /** Returns what happened so far. */
    Pauses pauses() {
        return Pauses.of(pauses);
    }
}
