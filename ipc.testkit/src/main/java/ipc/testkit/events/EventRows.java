package ipc.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.events.EventOptions;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.kernel.Deadline;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.FakeKernel;
import ipc.testkit.kernel.FakeScheduler;

/** Where the parts of the contract get their objects from, and how they call them. */
interface EventRows {
    /** Returns the kernel of this test. */
    FakeKernel kernel();

    /** Makes an event on the kernel of this test. */
    EventObject event(EventState state);

    /** Makes an event with which nothing has happened. */
    default EventObject event(EventOptions options) {
        return event(EventState.first(options));
    }

    /** Makes a manual event that is not set. */
    default EventObject manual() {
        return event(EventOptions.manual());
    }

    /** Makes an automatic event that is not set. */
    default EventObject auto() {
        return event(EventOptions.auto());
    }

    /** Returns the scheduler of this test. */
    default FakeScheduler scheduler() {
        return kernel().scheduler();
    }

    /** Waits on a thread of its own, until it is parked. */
    default Call<Boolean> queue(EventObject event, int parkedThen) {
        Call<Boolean> call = Call.start(() -> await(event, Deadlines.never()));
        scheduler().awaitParked(parkedThen);
        return call;
    }

    /** Waits as the kernel does. */
    static boolean await(EventObject event, Deadline deadline) {
        long ticket = event.begin();
        return ticket == EventObject.PASSED || event.await(ticket, deadline);
    }

    /** Passes at once or not, as the kernel does it. */
    static boolean tryAwait(EventObject event) {
        long ticket = event.begin();
        return ticket == EventObject.PASSED || event.leave(ticket, true);
    }

    /** Begins a wait, which an event that is not set lets one do. */
    static long begin(EventObject event) {
        long ticket = event.begin();
        assertThat(ticket).as("ticket").isNotEqualTo(EventObject.PASSED);
        return ticket;
    }

    /** Tells whether a wait has been let go, which ends it then. */
    static boolean isReleased(EventObject event, long ticket) {
        return event.await(ticket, Deadlines.immediate());
    }
}
