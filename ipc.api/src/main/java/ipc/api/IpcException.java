package ipc.api;

import java.util.Locale;
import java.util.Objects;

/**
 * What the world did wrong: a full table, a missing name, a refusal, a deadline.
 *
 * <p>Unchecked, with one {@link Errno} for programs and a sentence for people that names verb, object, value and bound.
 * A call that throws it has changed nothing, except where its documentation says so. What the <em>programmer</em> did
 * wrong (null, a loan used twice) is the JDK's own exception instead.
 */
public final class IpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The cause, by its name in the serial form. */
    private final Errno errno;

    /**
     * Makes an exception whose message is the errno, a colon and {@code what}.
     *
     * @param errno the cause
     * @param what the rest of the sentence: verb, object, value, bound
     */
    public IpcException(Errno errno, String what) {
        super(Objects.requireNonNull(errno, "errno") + ": " + what);
        this.errno = errno;
    }

    /**
     * Makes an exception with a formatted sentence; numbers are grouped as in {@code 9,000} by {@code %,d}.
     *
     * @param errno the cause
     * @param format a {@link java.util.Formatter} string
     * @param arguments its arguments
     * @return the exception, to be thrown by the caller
     */
    public static IpcException of(Errno errno, String format, Object... arguments) {
        return new IpcException(errno, String.format(Locale.ROOT, format, arguments));
    }

    /** {@return the cause} */
    public Errno errno() {
        return errno;
    }
}
