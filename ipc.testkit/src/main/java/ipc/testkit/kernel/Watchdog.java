package ipc.testkit.kernel;

import java.time.Duration;

/**
 * How long a test waits for something that must come soon. Only a failing test waits so long; the system property
 * {@code ipc.watchdog.millis} sets another limit.
 */
public final class Watchdog {
    private static final long MILLIS = 10_000;

    private Watchdog() {}

    /** {@return the limit, read at each call} */
    public static Duration limit() {
        return Duration.ofMillis(Long.getLong("ipc.watchdog.millis", MILLIS));
    }
}
