package ipc.api.kernel;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Until when a call may wait, on the kernel's clock.
 *
 * <p>A provider passes it on to {@link WaitQueue#park} and asks only {@link #immediate}. The absolute time is fixed
 * when the call first waits and does not move afterwards, neither by a spurious wake-up nor by a swap. Valid for the
 * call it was given to; a provider does not keep it.
 */
@ProviderType
public interface Deadline {
    /** Of a call that must not wait at all. */
    Deadline NOW = new Deadline() {
        @Override
        public boolean immediate() {
            return true;
        }

        @Override
        public long atNanos() {
            return Long.MIN_VALUE;
        }
    };

    /**
     * {@return whether the call must not wait at all: it then returns "not now" instead of parking} A call that will
     * come back to wait, if it is refused at first, differs from one that only tries by {@link #atNanos}.
     */
    boolean immediate();

    /**
     * {@return the moment on {@link Scheduler#nowNanos} at which waiting ends, {@link Long#MAX_VALUE} if never} Of an
     * immediate one, {@link Long#MIN_VALUE} if the call only tries, and another value if it comes back to wait.
     *
     * @errno EINVAL the client gave a malformed time
     */
    long atNanos();
}
