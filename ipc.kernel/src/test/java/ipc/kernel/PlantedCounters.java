package ipc.kernel;

import ipc.api.Signal;
import ipc.api.events.spi.CounterObject;
import ipc.api.events.spi.CounterState;
import ipc.api.events.spi.EventMechanism;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;

/** Events whose counters have a bug, for simulations that have to find it. */
record PlantedCounters(EventMechanism real, Bug bug) implements ForwardingEvents {
    private static final int EVERY = 7;

    /** What can be wrong. */
    enum Bug {
        /** Something is said to have been added. */
        LOSES_ADDITIONS,
        /** What was read can be read again. */
        LEAVES_WHAT_IS_READ,
        /** An addition that has to wait has begun before. */
        ADDS_IN_PARTS
    }

    @Override
    public CounterObject restore(String name, CounterState state) {
        return new Planted(real.restore(name, state), bug);
    }

    private static final class Planted implements CounterObject {
        private final CounterObject real;
        private final Bug bug;
        private int calls;

        private Planted(CounterObject real, Bug bug) {
            this.real = real;
            this.bug = bug;
        }

        @Override
        public boolean add(long value, Deadline deadline) {
            if (bug == Bug.LOSES_ADDITIONS && ++calls % EVERY == 0) {
                return true;
            }
            if (bug == Bug.ADDS_IN_PARTS && value > 1) {
                return real.add(value, Deadline.NOW) || (real.add(1, deadline) && real.add(value - 1, deadline));
            }
            return real.add(value, deadline);
        }

        @Override
        public long read(Deadline deadline) {
            long taken = real.read(deadline);
            if (bug == Bug.LEAVES_WHAT_IS_READ && ++calls % EVERY == 0) {
                real.add(taken, Deadline.NOW);
            }
            return taken;
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
        public CounterState state() {
            return real.state();
        }

        @Override
        public void destroy() {
            real.destroy();
        }
    }
}
