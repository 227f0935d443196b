package ipc.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;

/** Looks into what calls threw. */
public final class Failures {
    private Failures() {}

    /**
     * Returns the errno of what a call threw, which must have one.
     *
     * @param failure what it threw
     * @return the errno
     */
    public static Errno errnoOf(Throwable failure) {
        assertThat(failure).isInstanceOf(IpcException.class);
        return ((IpcException) failure).errno();
    }
}
