package ipc.kernel.schedule;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many tasks that are released together. One thread alone unparks virtual ones slowly: each runs at once on a carrier
 * that has nothing else to do and sleeps again before the next one comes, so that each time it has to be woken. So a
 * virtual thread for each processor unparks a share of them; as long as these run no carrier sleeps.
 *
 * <p>Nothing waits for those to run: all tasks have been told to run on before they start, and one that looks goes on
 * by itself. Threads of the platform are unparked by the thread that releases them.
 */
final class Crowd {
    /** For fewer the start of a thread costs more than it saves. */
    static final int MIN = 16;

    private static final int SHARES = Runtime.getRuntime().availableProcessors();

    private final Thread[] parked;
    private int count;

    /** Has room for so many. */
    Crowd(int most) {
        parked = new Thread[most];
    }

    /** Lets a chain of tasks run, the first one first. */
    void release(@Nullable Task first) {
        Task.unchain(first, this::runOn);
        unpark();
    }

    private void runOn(Task task) {
        if (!task.thread().isVirtual()) {
            task.release();
        } else if (task.runsOn()) {
            parked[count++] = task.thread();
        }
    }

    private void unpark() {
        int own = Thread.currentThread().isVirtual() ? 1 : 0; // this one has a carrier, and takes the first share
        int started = own;
        try {
            for (; started < SHARES; started++) {
                int share = started;
                Thread.startVirtualThread(() -> unpark(share));
            }
        } finally {
            unparkAll(0, own);
            unparkAll(started, SHARES); // for want of memory
        }
    }

    private void unparkAll(int from, int to) {
        for (int share = from; share < to; share++) {
            unpark(share);
        }
    }

    private void unpark(int share) {
        for (int i = share; i < count; i += SHARES) {
            LockSupport.unpark(parked[i]);
        }
    }
}
