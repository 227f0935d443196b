package ipc.api.pipes;

import java.util.Set;

/**
 * A pipe and the open description that was asked, at one moment.
 *
 * @param name its name, empty if it has none or lost it
 * @param nonBlocking whether calls through this description fail instead of waiting
 * @param packets whether it keeps packets apart
 * @param capacityBytes most bytes it holds
 * @param readers open descriptions of the read end
 * @param writers open descriptions of the write end
 * @param waiting calls that wait for room or for bytes now
 * @param ready what this end is ready for, unmodifiable
 * @param statistics figures since it was made
 */
public record PipeStatus(
        String name,
        boolean nonBlocking,
        boolean packets,
        int capacityBytes,
        int readers,
        int writers,
        int waiting,
        Set<Readiness> ready,
        PipeStatistics statistics) {}
