package ipc.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long a caller is willing to wait.
 *
 * <p>Relative time-outs are measured on the kernel's monotonic clock from the moment the call first has to wait, and
 * end at one absolute deadline whatever happens in between: spurious wake-ups and swaps do not extend it. A time-out
 * that is {@linkplain #until until} an instant follows the real-time clock, also when that clock is set.
 *
 * <p>As POSIX asks, a time-out is not looked at while the call can proceed at once: even a malformed one then does no
 * harm. Immutable; keep one and use it for many calls.
 */
public final class Timeout {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Timeout FOREVER = new Timeout(Kind.FOREVER, 0, 0);

    /** What the two numbers of a time-out mean. */
    public enum Kind {
        /** Wait without end. */
        FOREVER,
        /** Wait so long, on the monotonic clock. */
        RELATIVE,
        /** Wait until that instant of the real-time clock. */
        REALTIME
    }

    private final Kind kind;
    private final long seconds;
    private final long nanos;

    private Timeout(Kind kind, long seconds, long nanos) {
        this.kind = kind;
        this.seconds = seconds;
        this.nanos = nanos;
    }

    /** {@return the time-out that never comes} */
    public static Timeout forever() {
        return FOREVER;
    }

    /**
     * Returns a time-out after a duration; zero and negative ones have passed already.
     *
     * @param duration how long to wait at most
     * @return the time-out
     */
    public static Timeout after(Duration duration) {
        return new Timeout(Kind.RELATIVE, duration.getSeconds(), duration.getNano());
    }

    /**
     * Returns a time-out from the two fields of a POSIX {@code timespec}, unchecked.
     *
     * @param seconds whole seconds
     * @param nanos 0 to 999,999,999; anything else is {@code EINVAL} once the call has to wait
     * @return the time-out
     */
    public static Timeout after(long seconds, long nanos) {
        return new Timeout(Kind.RELATIVE, seconds, nanos);
    }

    /**
     * Returns a time-out at an instant of the real-time clock.
     *
     * @param instant when to stop waiting
     * @return the time-out
     */
    public static Timeout until(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return new Timeout(Kind.REALTIME, instant.getEpochSecond(), instant.getNano());
    }

    /** {@return what the numbers mean} */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the length, or for {@link Kind#REALTIME} the time since the epoch, in nanoseconds; saturates.
     *
     * @return nanoseconds
     * @errno EINVAL the nanoseconds are outside 0 to 999,999,999
     */
    public long nanos() {
        if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw IpcException.of(Errno.EINVAL, "wait with %,d nanoseconds, bounds 0 to 999,999,999", nanos);
        }
        if (seconds > Long.MAX_VALUE / NANOS_PER_SECOND - 1) {
            return Long.MAX_VALUE;
        }
        return seconds < 0 ? -1 : seconds * NANOS_PER_SECOND + nanos;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case FOREVER -> "forever";
            case RELATIVE -> "%d.%09ds".formatted(seconds, nanos);
            case REALTIME -> "until %d.%09d".formatted(seconds, nanos);
        };
    }
}
