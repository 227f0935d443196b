package ipc.testkit.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;

/** Looks into what calls threw. */
public final class Failures {
    private Failures() {}

    /**
     * Returns the cause that an exception names.
     *
     * @param failure what a call threw
     * @return its errno
     */
    public static Errno errnoOf(Throwable failure) {
        assertThat(failure).isInstanceOf(IpcException.class);
        return ((IpcException) failure).errno();
    }
}
