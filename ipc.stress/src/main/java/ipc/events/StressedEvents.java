package ipc.events;

import ipc.api.events.EventOptions;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.stress.StressedCalls;

/** Makes events for the moment that a stress test needs one. */
final class StressedEvents {
    private static final TicketEvents EVENTS = new TicketEvents(StressedCalls.SCHEDULER, StressedCalls.MEMORY);

    private StressedEvents() {}

    static EventObject event(EventOptions options) {
        return EVENTS.restore("stressed", EventState.first(options));
    }

    /** Passes, waiting for a release; returns 1, or -1 if that was in vain. */
    static int pass(EventObject event) {
        long ticket = event.begin();
        return ticket == EventObject.PASSED
                ? 1
                : StressedCalls.waiting(deadline -> event.await(ticket, deadline) ? 1 : 0);
    }
}
