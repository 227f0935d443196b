package ipc.stress.linear;

import ipc.api.events.EventOptions;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.events.TicketEvents;
import org.jetbrains.lincheck.datastructures.Operation;

/** Calls of an automatic event. */
public class EventCalls {
    private final EventObject event;

    public EventCalls() {
        this(OneByOneKernel.sound());
    }

    EventCalls(OneByOneKernel kernel) {
        EventState first = EventState.first(EventOptions.auto());
        this.event = new TicketEvents(kernel, kernel).restore("event", first);
    }

    /** Begins to wait and leaves at once; a set in between is for this call. */
    @Operation
    public boolean pass() {
        long ticket = event.begin();
        return ticket == EventObject.PASSED || event.leave(ticket, true);
    }

    @Operation
    public boolean set() {
        return event.set();
    }

    @Operation
    public boolean reset() {
        return event.reset();
    }

    /** The same without a lock. */
    public static final class Planted extends EventCalls {
        public Planted() {
            super(OneByOneKernel.withoutLocks());
        }
    }
}
