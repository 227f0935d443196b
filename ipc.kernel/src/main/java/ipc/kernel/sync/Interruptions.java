package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;

/** Interruptions as the JDK reports them: by an exception, with the thread's flag cleared. */
final class Interruptions {
    private Interruptions() {}

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

    /** Throws if a call ended because it was interrupted; returns any other failure. */
    static IpcException translated(IpcException failure) throws InterruptedException {
        if (failure.errno() == Errno.EINTR) {
            end();
        }
        return failure;
    }
}
