package ipc.pipes;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.pipes.spi.PipeObject;
import java.util.function.IntSupplier;

/** Where the calls of a pipe meet: a lock and a place to wait for each side. */
final class Sides {
    final ShortLock writing;
    final ShortLock reading;
    final WaitQueue notFull;
    final WaitQueue notEmpty;

    /** Whose locks are taken first where two pipes are locked. */
    private final long order;

    Sides(String name, Scheduler scheduler, long order) {
        this.writing = scheduler.newLock(name + " write side");
        this.reading = scheduler.newLock(name + " read side");
        this.notFull = scheduler.newWaitQueue(name + " not full");
        this.notEmpty = scheduler.newWaitQueue(name + " not empty");
        this.order = order;
    }

    void lock() {
        writing.lock();
        reading.lock();
    }

    void unlock() {
        reading.unlock();
        writing.unlock();
    }

    /** Locks two pipes; {@link #unlock} of each follows. */
    void lockWith(Sides other) {
        (order < other.order ? this : other).lock();
        (order < other.order ? other : this).lock();
    }

    /**
     * Waits until an attempt succeeds.
     *
     * @param queue where
     * @param deadline until when
     * @param attempt tests under the lock under which those who wake make their changes; {@link PipeObject#NOT_NOW}: in
     *     vain
     * @return what else it returns
     */
    static int await(WaitQueue queue, Deadline deadline, IntSupplier attempt) {
        long ticket = queue.ticket();
        int outcome = attempt.getAsInt();
        while (outcome == PipeObject.NOT_NOW) {
            queue.park(ticket, deadline);
            ticket = queue.ticket();
            outcome = attempt.getAsInt();
        }
        return outcome;
    }
}
