package ipc.kernel.mechanism;

import ipc.kernel.call.Audit;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.meter.KernelMeters;
import ipc.kernel.process.Limits;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.ProcessTable;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.security.Guard;
import ipc.kernel.swap.Exchange.Ground;
import ipc.kernel.swap.SwapHistory;
import ipc.kernel.swap.SwapSettings;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The parts of the kernel on which every mechanism stands.
 *
 * @param scheduler blocks and wakes
 * @param records what is recorded of calls
 * @param guard asks the security policy
 * @param meters counts
 * @param processes all processes
 * @param settings what is configured now
 * @param swaps the history of swaps
 * @param log told what programs and providers do wrong
 */
public record Foundation(
        KernelScheduler scheduler,
        Records records,
        Guard guard,
        KernelMeters meters,
        ProcessTable processes,
        Configured settings,
        SwapHistory swaps,
        Consumer<String> log) {

    /**
     * What is recorded of calls.
     *
     * @param tracer calls of traced processes
     * @param audit refusals
     */
    public record Records(Tracer tracer, Audit audit) {}

    /**
     * What is configured, asked for whenever it is needed.
     *
     * @param limits of the kernel
     * @param swaps how providers change
     */
    public record Configured(Supplier<Limits> limits, Supplier<SwapSettings> swaps) {}

    /** Makes the gate of a mechanism, with a number of its own. */
    Gate gate(int number, String mechanism) {
        return new Gate(number, mechanism, scheduler, records.tracer(), records.audit());
    }

    /** What the swaps of a mechanism stand on. */
    Ground ground(int schema) {
        return new Ground(schema, new MovingCaller(processes.first()), settings.swaps(), swaps);
    }

    /** Returns for whom the kernel looks at objects. */
    public Caller observer() {
        return processes.first().caller();
    }
}
