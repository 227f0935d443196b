package ipc.kernel;

import ipc.api.Signal;
import ipc.api.events.spi.EventMechanism;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.spi.Takeable;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.api.sync.spi.SyncMechanism;

/** Semaphores and events with a bug that shows in waits for many only. */
final class PlantedTakes {
    private PlantedTakes() {}

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

    /** Semaphores with it. */
    record Semaphores(SyncMechanism real, Scheduler scheduler, Bug bug) implements ForwardingSync {
        @Override
        public SemaphoreObject restore(String name, SemaphoreState state) {
            return new Semaphore(real.restore(name, state), scheduler, bug);
        }
    }

    /** Events with it. */
    record Events(EventMechanism real, Scheduler scheduler, Bug bug) implements ForwardingEvents {
        @Override
        public EventObject restore(String name, EventState state) {
            return new Event(real.restore(name, state), scheduler, bug);
        }
    }

    /** What both have in common. */
    private interface Taken extends Takeable {
        Takeable real();

        Scheduler scheduler();

        Bug bug();

        @Override
        default ShortLock guard() {
            return bug() == Bug.GUARDS_NOTHING ? scheduler().newLock("nothing") : real().guard();
        }

        @Override
        default int offers(Owner owner) {
            int answer = real().offers(owner);
            if (answer == READY && bug() == Bug.TAKES_PART) {
                real().take(owner);
            }
            return answer;
        }

        @Override
        default long take(Owner owner) {
            return switch (bug()) {
                case TAKES_PART, TAKES_NOTHING -> 0;
                case TAKES_TWICE -> {
                    real().take(owner);
                    yield real().offers(owner) == READY ? real().take(owner) : 0;
                }
                case GUARDS_NOTHING -> {
                    real().guard().lock();
                    try {
                        yield real().take(owner);
                    } finally {
                        real().guard().unlock();
                    }
                }
                case LOSES_WAKES -> real().take(owner);
            };
        }

        @Override
        default long assertedAt(Signal signal) {
            return real().assertedAt(signal);
        }

        @Override
        default WaitQueue raised(Signal signal) {
            return bug() == Bug.LOSES_WAKES ? scheduler().newWaitQueue("elsewhere") : real().raised(signal);
        }
    }

    private record Semaphore(SemaphoreObject real, Scheduler scheduler, Bug bug) implements Taken, SemaphoreObject {
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

    private record Event(EventObject real, Scheduler scheduler, Bug bug) implements Taken, EventObject {
        @Override
        public long begin() {
            return real.begin();
        }

        @Override
        public boolean await(long ticket, Deadline deadline) {
            return real.await(ticket, deadline);
        }

        @Override
        public boolean leave(long ticket, boolean takes) {
            return real.leave(ticket, takes);
        }

        @Override
        public boolean set() {
            return real.set();
        }

        @Override
        public boolean reset() {
            return real.reset();
        }

        @Override
        public boolean pulse() {
            return real.pulse();
        }

        @Override
        public EventState state() {
            return real.state();
        }

        @Override
        public void destroy() {
            real.destroy();
        }
    }
}
