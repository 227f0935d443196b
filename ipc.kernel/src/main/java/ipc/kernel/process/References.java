package ipc.kernel.process;

import ipc.api.Errno;
import ipc.api.IpcException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what refers to an open description: handles, and messages on their way with one. Once the last of them has
 * gone there will be no other, so a handle that is duplicated while another thread closes it is either in time or
 * refused.
 */
public final class References {
    private static final int ENDED = -1;

    private final AtomicInteger count = new AtomicInteger();

    /**
     * Adds one.
     *
     * @param title of the object, for the message
     * @throws IpcException with {@link Errno#EBADF} if the last one has gone
     */
    public void add(String title) {
        if (!tryAdd()) {
            throw new IpcException(Errno.EBADF, title + ", whose last handle was closed meanwhile");
        }
    }

    /** Adds one, if not even the last one has gone; tells whether. */
    public boolean tryAdd() {
        return count.getAndUpdate(present -> present == ENDED ? ENDED : present + 1) != ENDED;
    }

    /** Takes one back that was added; tells whether it was the last one, which only one caller is told. */
    public boolean remove() {
        return count.updateAndGet(present -> present == 1 ? ENDED : present - 1) == ENDED;
    }

    /** Tells whether there is any. */
    public boolean any() {
        return count() > 0;
    }

    /** Returns how many there are. */
    public int count() {
        return Math.max(0, count.get());
    }
}
