package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;

/** Failures as the JDK reports them: an interruption by an exception, with the thread's flag cleared. */
final class JdkFailures {
    private JdkFailures() {}

    /** Throws if the thread has been interrupted. */
    static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Throws, because a wait was interrupted. */
    static void end() throws InterruptedException {
        Thread.interrupted();
        throw new InterruptedException();
    }

    /** Returns what the JDK throws where a thread does not have a lock; any other failure as it is. */
    static RuntimeException monitorState(IpcException failure) {
        return failure.errno() == Errno.EPERM
                ? (RuntimeException) new IllegalMonitorStateException(failure.getMessage()).initCause(failure)
                : failure;
    }

    /** Throws if a call ended because it was interrupted; returns any other failure. */
    static IpcException translated(IpcException failure) throws InterruptedException {
        if (failure.errno() == Errno.EINTR) {
            end();
        }
        return failure;
    }
}
