package ipc.kernel;

import ipc.api.Signal;
import ipc.api.events.spi.EventMechanism;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;

/** Events with a bug, for simulations that have to find it. */
record PlantedEvents(EventMechanism real, Bug bug) implements ForwardingEvents {
    /** What can be wrong. */
    enum Bug {
        LETS_TWO_GO,
        LEAVES_SET_AFTER_A_PULSE,
        LETS_LATECOMERS_GO,
        COUNTS_THE_DEAD
    }

    @Override
    public EventObject restore(String name, EventState state) {
        return new Planted(real.restore(name, state), bug);
    }

    private record Planted(EventObject real, Bug bug) implements EventObject {
        @Override
        public long begin() {
            long ticket = real.begin();
            return bug == Bug.LETS_LATECOMERS_GO && ticket > 0 && state().manual() ? ticket - 1 : ticket;
        }

        @Override
        public boolean await(long ticket, Deadline deadline) {
            return real.await(ticket, deadline);
        }

        @Override
        public boolean leave(long ticket, boolean takes) {
            return bug != Bug.COUNTS_THE_DEAD && real.leave(ticket, takes);
        }

        @Override
        public boolean set() {
            boolean before = real.set();
            if (bug == Bug.LETS_TWO_GO && !before) {
                real.set();
            }
            return before;
        }

        @Override
        public boolean reset() {
            return real.reset();
        }

        @Override
        public boolean pulse() {
            return bug == Bug.LEAVES_SET_AFTER_A_PULSE ? real.set() : real.pulse();
        }

        @Override
        public long assertedAt(Signal signal) {
            return real.assertedAt(signal);
        }

        @Override
        public WaitQueue raised(Signal signal) {
            return real.raised(signal);
        }

        @Override
        public ShortLock guard() {
            return real.guard();
        }

        @Override
        public int offers(Owner owner) {
            return real.offers(owner);
        }

        @Override
        public long take(Owner owner) {
            return real.take(owner);
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
