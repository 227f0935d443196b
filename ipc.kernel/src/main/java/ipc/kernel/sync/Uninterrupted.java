package ipc.kernel.sync;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.kernel.Deadline;
import ipc.kernel.call.Gate;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Unwind;

/**
 * Keeps a call going that no interruption is to end, and puts the thread's flag back afterwards. An interruption of the
 * process is used up, as by a signal handler that has returned.
 */
final class Uninterrupted implements AutoCloseable {
    private boolean interrupted;

    /** Enters a gate, also one that is closed for a while. */
    static Task enter(Gate gate, Caller caller, Sysno call) {
        try {
            return gate.enter(caller, call);
        } catch (IpcException early) {
            return enterAnyhow(gate, caller, call, early);
        }
    }

    private static Task enterAnyhow(Gate gate, Caller caller, Sysno call, IpcException early) {
        try (Uninterrupted going = new Uninterrupted()) {
            IpcException end = early;
            while (true) {
                going.absorb(end);
                try {
                    return gate.enter(caller, call);
                } catch (IpcException again) {
                    end = again;
                }
            }
        }
    }

    private void absorb(IpcException end) {
        if (end.errno() != Errno.EINTR) {
            throw end;
        }
        interrupted |= Thread.interrupted();
    }

    /** Decides what becomes of a call as {@link Gate#again} does, but lets it go on after an interruption. */
    boolean again(Gate gate, Task task, Throwable failure, Deadline deadline) {
        Throwable reason = failure;
        while (true) {
            try {
                return gate.again(task, reason, deadline);
            } catch (IpcException end) {
                absorb(end);
                reason = new Unwind(Unwind.Reason.RESTART);
            }
        }
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
