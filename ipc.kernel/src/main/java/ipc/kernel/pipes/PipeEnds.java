package ipc.kernel.pipes;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.KernelScheduler;

/**
 * Who has the ends of a pipe open, and where those wait who open a FIFO first.
 *
 * <p>The kernel counts, not the provider: an end that closes while no provider is there is closed all the same.
 */
final class PipeEnds {
    private final ShortLock mutex;
    private final WaitQueue opened;
    private final Listener listener;

    private volatile int readers;
    private volatile int writers;

    /** How often each end was opened: who waits for the other end was not in vain if that one has closed again. */
    private long readings;

    private long writings;

    /** Who is to know how many have which end open. */
    @FunctionalInterface
    interface Listener {
        void opened(int readers, int writers);
    }

    PipeEnds(KernelScheduler scheduler, String title, Listener listener) {
        this.mutex = scheduler.newMutex(title + " ends");
        this.opened = scheduler.newWaitQueue(title + " open at the other end");
        this.listener = listener;
    }

    int readers() {
        return readers;
    }

    int writers() {
        return writers;
    }

    /**
     * Opens what a way says, unless it may not be alone and would be; false then.
     *
     * @param way which end, or both
     * @param alone whether the other end may be closed
     */
    boolean open(Way way, boolean alone) {
        mutex.lock();
        try {
            boolean meets = meets(way);
            if (!alone && !meets) {
                return false;
            }
            way.opened(meets, readings, writings);
            count(way, 1);
            readings += way.reads() ? 1 : 0;
            writings += way.writes() ? 1 : 0;
        } finally {
            mutex.unlock();
        }
        opened.wake(Integer.MAX_VALUE);
        return true;
    }

    void close(Way way) {
        mutex.lock();
        try {
            count(way, -1);
        } finally {
            mutex.unlock();
        }
    }

    private void count(Way way, int change) {
        readers += way.reads() ? change : 0;
        writers += way.writes() ? change : 0;
        listener.opened(readers, writers);
    }

    /** Waits until the other end is open, or was since this one is. */
    void awaitOther(Way way, Deadline deadline) {
        long ticket = opened.ticket();
        while (!hasMet(way)) {
            opened.park(ticket, deadline);
            ticket = opened.ticket();
        }
    }

    private boolean hasMet(Way way) {
        mutex.lock();
        try {
            return way.hasMet(readings, writings);
        } finally {
            mutex.unlock();
        }
    }

    private boolean meets(Way way) {
        return (!way.reads() || way.writes() || writers > 0) && (!way.writes() || way.reads() || readers > 0);
    }

    /** Gives somebody the counts as they are now. */
    void tell(Listener somebody) {
        mutex.lock();
        try {
            somebody.opened(readers, writers);
        } finally {
            mutex.unlock();
        }
    }
}
