package ipc.kernel;

import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.spi.Conditions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.SyncMechanism;

/** Synchronisation with a bug, for simulations that have to find it: either of two. */
record PlantedSync(SyncMechanism real, boolean silent) implements ForwardingSync {
    @Override
    public MutexObject restore(String name, MutexState state) {
        MutexObject object = real.restore(name, state);
        return silent ? new Silent(object) : new Swallowing(object);
    }

    /** Does not tell the next owner that the last one has died. */
    private record Silent(MutexObject real) implements Passing {
        @Override
        public long lock(Owner owner, int depth, Deadline deadline) {
            long outcome = real.lock(owner, depth, deadline);
            if (outcome != OWNER_DIED) {
                return outcome;
            }
            real.consistent(owner);
            return real.state().token();
        }
    }

    /** Lets a waiter that leaves take a signal along. */
    private record Swallowing(MutexObject real) implements Passing, Conditions {
        @Override
        public Conditions conditions() {
            return this;
        }

        @Override
        public long begin(int condition, Owner owner) {
            return real.conditions().begin(condition, owner);
        }

        @Override
        public int await(int condition, long waiter, Deadline deadline) {
            return real.conditions().await(condition, waiter, deadline);
        }

        @Override
        public int leave(int condition, long waiter) {
            try {
                return real.conditions().await(condition, waiter, Deadline.NOW);
            } catch (IpcException none) {
                return real.conditions().leave(condition, waiter);
            }
        }

        @Override
        public void signal(int condition, int count) {
            real.conditions().signal(condition, count);
        }
    }

    /** Passes calls on, but for those that a bug is planted in. */
    interface Passing extends MutexObject {
        MutexObject real();

        @Override
        default long lock(Owner owner, int depth, Deadline deadline) {
            return real().lock(owner, depth, deadline);
        }

        @Override
        default int unlock(Owner owner) {
            return real().unlock(owner);
        }

        @Override
        default int consistent(Owner owner) {
            return real().consistent(owner);
        }

        @Override
        default void abandon(Owner gone) {
            real().abandon(gone);
        }

        @Override
        default MutexState.Holding holding() {
            return real().holding();
        }

        @Override
        default Conditions conditions() {
            return real().conditions();
        }

        @Override
        default ShortLock guard() {
            return real().guard();
        }

        @Override
        default int offers(Owner owner) {
            return real().offers(owner);
        }

        @Override
        default long take(Owner owner) {
            return real().take(owner);
        }

        @Override
        default long assertedAt(Signal signal) {
            return real().assertedAt(signal);
        }

        @Override
        default WaitQueue raised(Signal signal) {
            return real().raised(signal);
        }

        @Override
        default MutexState state() {
            return real().state();
        }

        @Override
        default void destroy() {
            real().destroy();
        }
    }
}
