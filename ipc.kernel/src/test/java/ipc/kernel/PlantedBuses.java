package ipc.kernel;

import ipc.api.Signal;
import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.EventMechanism;
import ipc.api.events.spi.SubscriptionObject;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import org.jspecify.annotations.Nullable;

/** Events whose buses have a bug, for simulations that have to find it. */
record PlantedBuses(EventMechanism real, Bug bug) implements ForwardingEvents {
    private static final int EVERY = 7;

    /** What can be wrong. */
    enum Bug {
        /** Something is said to have been published. */
        LOSES_PUBLICATIONS,
        /** Something is given twice. */
        GIVES_TWICE,
        /** Something that is refused has been given all the same. */
        GIVES_WHAT_IT_REFUSES,
        /** Who has died is waited for. */
        KEEPS_THE_DEAD
    }

    @Override
    public BusObject restore(String name, BusState state) {
        return new Planted(real.restore(name, state), bug);
    }

    private static final class Planted implements BusObject {
        private final BusObject real;
        private final Bug bug;
        private int calls;

        private Planted(BusObject real, Bug bug) {
            this.real = real;
            this.bug = bug;
        }

        @Override
        public int publish(Publication publication, Deadline deadline) {
            boolean now = ++calls % EVERY == 0;
            if (now && bug == Bug.LOSES_PUBLICATIONS) {
                return 1;
            }
            int reached = real.publish(publication, deadline);
            if (now && bug == Bug.GIVES_TWICE) {
                real.publish(publication, Deadline.NOW);
            }
            return now && bug == Bug.GIVES_WHAT_IT_REFUSES && deadline.immediate() ? NOT_NOW : reached;
        }

        @Override
        public SubscriptionObject subscribe(long number, SubscriptionOptions options) {
            return real.subscribe(number, options);
        }

        @Override
        public void unsubscribe(long number) {
            if (bug != Bug.KEEPS_THE_DEAD) {
                real.unsubscribe(number);
            }
        }

        @Override
        public @Nullable SubscriptionObject subscription(long number) {
            return real.subscription(number);
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
        public BusState state() {
            return real.state();
        }

        @Override
        public void destroy() {
            real.destroy();
        }
    }
}
