package ipc.kernel.schedule;

import ipc.api.kernel.WaitQueue;

/** Is told when something may have changed, by the wait queues and objects it watches. */
public abstract class Watch {
    /** Something may have changed. Any thread, after the change; must neither park nor fail. */
    protected abstract void changed();

    /**
     * Asks to be told of the wakes of a wait queue.
     *
     * @param queue made by the kernel's scheduler
     * @return the place to {@link #leave}
     */
    public final EventCount at(WaitQueue queue) {
        if (!(queue instanceof EventCount place)) {
            throw new IllegalStateException(queue + ", no wait queue of the kernel's");
        }
        place.add(this);
        return place;
    }

    /**
     * Does not ask to be told any more.
     *
     * @param place where it did
     */
    public final void leave(EventCount place) {
        place.remove(this);
    }
}
