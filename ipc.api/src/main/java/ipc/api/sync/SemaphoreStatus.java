package ipc.api.sync;

/**
 * A semaphore at one moment.
 *
 * <p>At every moment {@code permits = options.permits + released - acquired}.
 *
 * @param name its name, empty if it has none or lost it
 * @param options what it was made with
 * @param permits how many are there
 * @param acquired how many were ever taken
 * @param released how many were ever given
 * @param waiting calls that wait now
 */
public record SemaphoreStatus(
        String name, SemaphoreOptions options, int permits, long acquired, long released, int waiting) {}
