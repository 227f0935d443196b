package ipc.kernel.sync;

import static ipc.api.Sysno.BARRIER_AWAIT;
import static ipc.api.Sysno.BARRIER_RESET;
import static ipc.api.Sysno.BARRIER_STATUS;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierStatus;
import ipc.api.sync.spi.BarrierObject;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Task;
import java.util.Objects;
import java.util.Set;

/**
 * A process's handle of a barrier.
 *
 * <p>A wait has two parts: it begins, which takes a ticket, and it lasts until its generation ends or it is left. The
 * provider may change within the second.
 */
final class BarrierHandle extends SyncHandle<BarrierNode> implements Barrier {
    BarrierHandle(KernelProcess process, int number, int rights, BarrierNode node, Party party) {
        super(process, number, rights, node, party);
    }

    @Override
    public int await(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, BARRIER_AWAIT);
        try {
            if (task.trace() != null) {
                note(task, "%d, %s", number(), timeout);
            }
            require(BARRIER_AWAIT, Right.WAIT);
            if (timeout.kind() != Timeout.Kind.FOREVER) {
                timeout.nanos(); // a malformed one is refused before the caller is counted
            }
            int index = await(task, task.deadline(timeout));
            Tracer.result(task, index);
            return index;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private int await(Task task, Deadline deadline) {
        long ticket = arrive(task, deadline);
        int losses = node().losses(); // inside since the arrival
        int parties = node().options().parties();
        int index = (int) (parties - 1 - ticket % parties);
        if (ticket == BarrierObject.BROKEN || (index != SERIAL && !passes(task, ticket, losses, deadline))) {
            throw new IpcException(
                    Errno.EPIPE, BARRIER_AWAIT + " " + node().title() + ", which one of the parties has left");
        }
        return index;
    }

    private long arrive(Task task, Deadline deadline) {
        while (true) {
            try {
                return node().barrier().arrive();
            } catch (RuntimeException | Error failure) {
                gate().again(task, failure, deadline);
            }
        }
    }

    /** Waits until all have come; false: one has left, or the state was lost and the ticket with it. */
    private boolean passes(Task task, long ticket, int losses, Deadline deadline) {
        while (losses == node().losses()) {
            try {
                return node().barrier().await(ticket, deadline) == BarrierObject.PASSED;
            } catch (RuntimeException | Error failure) {
                try {
                    gate().again(task, failure, deadline);
                } catch (RuntimeException | Error end) {
                    int outcome = node().leave(ticket, losses);
                    if (outcome == BarrierObject.NOT_YET || !endsTheCallOnly(end)) {
                        throw end;
                    }
                    return outcome == BarrierObject.PASSED; // what happened to all comes before what ends one call
                }
            }
        }
        return false;
    }

    /** Tells whether it is the wait that ends, and not the process; nor did the provider fail. */
    private static boolean endsTheCallOnly(Throwable end) {
        return end instanceof IpcException failure && failure.errno() != Errno.EIO;
    }

    @Override
    public void reset() {
        whole(BARRIER_RESET, Right.WRITE, () -> {
            node().barrier().reset();
            return true;
        });
    }

    @Override
    public BarrierStatus status() {
        return whole(BARRIER_STATUS, Right.INSPECT, () -> node().status());
    }

    @Override
    public Barrier duplicate(Set<Right> rights) {
        return (Barrier) duplicated(rights);
    }

    @Override
    public Barrier replace(Set<Right> rights) {
        return (Barrier) replaced(rights);
    }
}
