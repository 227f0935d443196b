package ipc.kernel.schedule;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.List;

/** The place of a call that waits for several things at once: it is told when any of them may have changed. */
public final class Watch {
    private final WaitQueue changes;
    private final List<EventCount> places = new ArrayList<>();

    /**
     * Makes a place at which nothing happens yet.
     *
     * @param name of what is waited for
     * @param scheduler blocks and wakes
     */
    public Watch(String name, KernelScheduler scheduler) {
        this.changes = scheduler.newWaitQueue(name);
    }

    /**
     * Asks to be told of the wakes of a wait queue, until {@link #leave}.
     *
     * @param queue made by the kernel's scheduler
     */
    public void at(WaitQueue queue) {
        if (!(queue instanceof EventCount place)) {
            throw new IllegalStateException(queue + ", no wait queue of the kernel's");
        }
        place.add(this);
        places.add(place);
    }

    /** Does not ask to be told any more. */
    public void leave() {
        places.forEach(place -> place.remove(this));
        places.clear();
    }

    /** Something may have changed; any thread, after the change. */
    void changed() {
        changes.wake(Integer.MAX_VALUE);
    }

    /** Returns a ticket for {@link #park}, to be taken before the look at what is waited for. */
    public long ticket() {
        return changes.ticket();
    }

    /**
     * Waits for a change after the ticket.
     *
     * @param ticket taken before the look
     * @param deadline when to give up
     * @param recheckNanos when to look again in any case
     */
    public void park(long ticket, Deadline deadline, long recheckNanos) {
        changes.park(ticket, deadline, recheckNanos);
    }
}
