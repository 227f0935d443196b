package ipc.api.admin;

import java.util.List;

/**
 * What happened in one swap, successful or not.
 *
 * @param number counts the swaps of a kernel from 1
 * @param mechanism the mechanism's word: {@code mq}
 * @param way why the provider was to change
 * @param from symbolic name and version of the bundle that served, empty if none did
 * @param to symbolic name and version of the bundle that was to serve, empty if there was none
 * @param generationBefore the mechanism's generation at the beginning
 * @param generationAfter the mechanism's generation at the end
 * @param outcome how it ended
 * @param steps the steps that were begun, in their order, with the time each took
 * @param moved what went from the old provider to the kernel or the successor
 * @param pauseNanos how long the gate was closed
 * @param reason one sentence on why it ended as it did, empty if all went well
 * @param stuck the calls that would not leave the old provider, with their stacks
 */
public record SwapReport(
        long number,
        String mechanism,
        SwapWay way,
        String from,
        String to,
        int generationBefore,
        int generationAfter,
        SwapOutcome outcome,
        List<Timing> steps,
        Moved moved,
        long pauseNanos,
        String reason,
        List<String> stuck) {

    /**
     * How long a step took.
     *
     * @param step which one
     * @param nanos on the kernel's clock
     */
    public record Timing(SwapStep step, long nanos) {}

    /**
     * What a swap moves.
     *
     * @param objects kernel objects
     * @param items what is in them: messages of queues, queued and leased
     * @param bytes the size of the items
     * @param waiters calls that waited when the gate closed
     */
    public record Moved(long objects, long items, long bytes, int waiters) {}
}
