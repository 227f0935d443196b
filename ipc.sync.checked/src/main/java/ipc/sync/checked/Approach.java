package ipc.sync.checked;

import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import java.util.function.LongSupplier;

/**
 * How a call comes to a lock: judged before it waits, and timed while it does.
 *
 * @param lock which it wants
 * @param order to be told of it
 * @param ownerWaits whether an owner waits for its own lock
 */
record Approach(TrackedLock lock, LockOrder order, boolean ownerWaits) {
    /** Makes a call that locks; one that only tries waits for nobody, and is not judged. */
    long judged(Owner owner, Deadline deadline, LongSupplier call) {
        if (!deadline.immediate() || deadline.atNanos() != Long.MIN_VALUE) {
            order.wants(owner, lock, ownerWaits);
        }
        return timed(deadline, call);
    }

    /** Makes a call that may wait. */
    long timed(Deadline deadline, LongSupplier call) {
        if (deadline.immediate()) {
            return call.getAsLong();
        }
        long began = order.now();
        try {
            return call.getAsLong();
        } finally {
            lock.waited(order.now() - began);
        }
    }
}
