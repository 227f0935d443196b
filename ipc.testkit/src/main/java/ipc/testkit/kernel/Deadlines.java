package ipc.testkit.kernel;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;

/** Deadlines for tests; a call is known by its deadline, so each call gets one of its own. */
public final class Deadlines {
    private Deadlines() {}

    /** {@return the deadline of a call that waits without end} */
    public static Deadline never() {
        return at(Long.MAX_VALUE);
    }

    /** {@return the deadline of a call that must not wait} */
    public static Deadline immediate() {
        return new Fixed(true, Long.MIN_VALUE);
    }

    /**
     * Returns a deadline at a moment of the fake clock.
     *
     * @param nanos the moment
     * @return the deadline
     */
    public static Deadline at(long nanos) {
        return new Fixed(false, nanos);
    }

    /** {@return the deadline of a call whose time-out is nonsense: {@code EINVAL}, but only once it is looked at} */
    public static Deadline malformed() {
        return new Malformed();
    }

    private record Fixed(boolean immediate, long atNanos) implements Deadline {}

    private record Malformed() implements Deadline {
        @Override
        public boolean immediate() {
            return false;
        }

        @Override
        public long atNanos() {
            throw new IpcException(Errno.EINVAL, "wait with a malformed time-out");
        }
    }
}
