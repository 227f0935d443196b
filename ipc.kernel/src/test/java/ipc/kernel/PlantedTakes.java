package ipc.kernel;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.api.sync.spi.SyncMechanism;

/** Synchronisation whose semaphores have a bug that shows in waits for many only. */
record PlantedTakes(SyncMechanism real, Scheduler scheduler, Bug bug) implements ForwardingSync {
    /** What is wrong. */
    enum Bug {
        /** Who asks has taken already, also if it then takes nothing from the others. */
        TAKES_PART,
        /** A change is told where nobody is told of it. */
        LOSES_WAKES,
        TAKES_TWICE,
        TAKES_NOTHING,
        /** Others come between the question and the taking. */
        GUARDS_NOTHING
    }

    @Override
    public SemaphoreObject restore(String name, SemaphoreState state) {
        return new Semaphore(real.restore(name, state), scheduler, bug);
    }

    private record Semaphore(SemaphoreObject real, Scheduler scheduler, Bug bug) implements SemaphoreObject {
        @Override
        public ShortLock guard() {
            return bug == Bug.GUARDS_NOTHING ? scheduler.newLock("nothing") : real.guard();
        }

        @Override
        public int offers(Owner owner) {
            int answer = real.offers(owner);
            if (answer == READY && bug == Bug.TAKES_PART) {
                real.take(owner);
            }
            return answer;
        }

        @Override
        public long take(Owner owner) {
            return switch (bug) {
                case TAKES_PART, TAKES_NOTHING -> 0;
                case TAKES_TWICE -> {
                    real.take(owner);
                    yield real.offers(owner) == READY ? real.take(owner) : 0;
                }
                case GUARDS_NOTHING -> {
                    real.guard().lock();
                    try {
                        yield real.take(owner);
                    } finally {
                        real.guard().unlock();
                    }
                }
                case LOSES_WAKES -> real.take(owner);
            };
        }

        @Override
        public long assertedAt(Signal signal) {
            return real.assertedAt(signal);
        }

        @Override
        public WaitQueue raised(Signal signal) {
            return bug == Bug.LOSES_WAKES ? scheduler.newWaitQueue("elsewhere") : real.raised(signal);
        }

        @Override
        public boolean acquire(int permits, Deadline deadline) {
            return real.acquire(permits, deadline);
        }

        @Override
        public int release(long permits) {
            return real.release(permits);
        }

        @Override
        public int drain() {
            return real.drain();
        }

        @Override
        public void adjust(long change) {
            real.adjust(change);
        }

        @Override
        public SemaphoreState state() {
            return real.state();
        }

        @Override
        public void destroy() {
            real.destroy();
        }
    }
}
