package ipc.kernel.process;

import ipc.api.Errno;
import ipc.api.IpcException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts the handles of all processes against the limit of the system. */
public final class HandleCount {
    private final AtomicLong count = new AtomicLong();
    private final LongSupplier max;

    /**
     * Makes a count of 0.
     *
     * @param max most handles now
     */
    public HandleCount(LongSupplier max) {
        this.max = max;
    }

    /** Counts some more, or with a number below 0 fewer. */
    void add(int handles) {
        long bound = max.getAsLong();
        if (count.addAndGet(handles) > bound && handles > 0) {
            count.addAndGet(-handles);
            throw IpcException.of(Errno.ENFILE, "open %,d more handles, the system's limit is %,d", handles, bound);
        }
    }

    /** Returns how many handles are open. */
    public long count() {
        return count.get();
    }
}
