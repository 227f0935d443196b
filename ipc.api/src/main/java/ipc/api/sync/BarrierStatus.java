package ipc.api.sync;

/**
 * A barrier at one moment.
 *
 * @param name its name, empty if it has none or lost it
 * @param options what it was made with
 * @param arrived how many have come and wait for the others
 * @param broken whether one has left, so that nobody can come until it is reset
 * @param passed how often all came and went on
 * @param waiting calls that wait now; more than have come while some did not yet learn that they may go on
 */
public record BarrierStatus(
        String name, BarrierOptions options, int arrived, boolean broken, long passed, int waiting) {}
