package ipc.api;

import java.time.Duration;

/**
 * A timer at one moment.
 *
 * @param reset what ends its being signaled
 * @param armed whether it will expire
 * @param remaining the time until it expires next, by now; zero if it is not armed
 * @param period from one expiration to the next; zero if there is one only
 * @param expirations how many there were since it was set, or since some were taken: it is signaled unless that is 0
 * @param overruns how many of those that were taken last came after the first one (POSIX {@code timer_getoverrun})
 * @param waiting calls that wait in {@link Timer#await}
 */
public record TimerStatus(
        Timer.Reset reset,
        boolean armed,
        Duration remaining,
        Duration period,
        long expirations,
        long overruns,
        int waiting) {}
