package ipc.testkit.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;

/** Looks into what calls threw. */
final class Failures {
    private Failures() {}

    static Errno errnoOf(Throwable failure) {
        assertThat(failure).isInstanceOf(IpcException.class);
        return ((IpcException) failure).errno();
    }
}
