package ipc.stress.linear;

import ipc.api.events.EventOptions;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.kernel.Deadline;
import ipc.events.TicketEvents;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * Calls of an automatic event by two that wait, in several calls each, so that a pulse can come in between; and by
 * anybody who sets it, resets it or pulses it.
 */
public class PulseCalls {
    private final EventObject event;
    private final Wait one;
    private final Wait other;

    public PulseCalls() {
        this(OneByOneKernel.sound(), EventOptions.auto());
    }

    PulseCalls(OneByOneKernel kernel, EventOptions options) {
        this.event = new TicketEvents(kernel, kernel).restore("event", EventState.first(options));
        this.one = new Wait(event);
        this.other = new Wait(event);
    }

    @Operation(nonParallelGroup = "one")
    public long begin() {
        return one.begin();
    }

    @Operation(nonParallelGroup = "one")
    public boolean look() {
        return one.look();
    }

    @Operation(nonParallelGroup = "one")
    public boolean leave(boolean takes) {
        return one.leave(takes);
    }

    @Operation(nonParallelGroup = "other")
    public long otherBegin() {
        return other.begin();
    }

    @Operation(nonParallelGroup = "other")
    public boolean otherLook() {
        return other.look();
    }

    @Operation
    public boolean set() {
        return event.set();
    }

    @Operation
    public boolean reset() {
        return event.reset();
    }

    @Operation
    public boolean pulse() {
        return event.pulse();
    }

    /** One that waits, or does not; it makes one call at a time. */
    private static final class Wait {
        private final EventObject event;
        private long ticket = EventObject.PASSED;

        Wait(EventObject event) {
            this.event = event;
        }

        /** Returns the ticket of the wait that it is in now. */
        long begin() {
            ticket = ticket == EventObject.PASSED ? event.begin() : ticket;
            return ticket;
        }

        boolean look() {
            return ended(ticket != EventObject.PASSED && event.await(ticket, Deadline.NOW));
        }

        boolean leave(boolean takes) {
            boolean taken = ticket != EventObject.PASSED && event.leave(ticket, takes);
            ended(true);
            return taken;
        }

        private boolean ended(boolean ends) {
            ticket = ends ? EventObject.PASSED : ticket;
            return ends;
        }
    }

    /** The same without a lock. */
    public static final class Planted extends PulseCalls {
        public Planted() {
            super(OneByOneKernel.withoutLocks(), EventOptions.auto());
        }
    }

    /** Calls of a manual event. */
    public static final class Manual extends PulseCalls {
        public Manual() {
            super(OneByOneKernel.sound(), EventOptions.manual());
        }
    }

    /** Calls of a manual event without a lock. */
    public static final class PlantedManual extends PulseCalls {
        public PlantedManual() {
            super(OneByOneKernel.withoutLocks(), EventOptions.manual());
        }
    }
}
