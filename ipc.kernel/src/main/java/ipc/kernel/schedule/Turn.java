package ipc.kernel.schedule;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets other threads run, for whoever does so again and again until something has come true.
 *
 * <p>A virtual thread that yields goes to the end of its carrier's own queue, and carriers look for what came from
 * elsewhere only when theirs is empty: threads that do nothing but yield would keep others from ever running, among
 * them the one that they wait for. So each leaves its carrier now and then.
 */
final class Turn {
    /** One pass of a virtual thread in so many is a short sleep. */
    private static final int PASSES = 64;

    private Turn() {}

    /**
     * Lets others run first.
     *
     * @param passed how often the thread has done so before
     */
    static void pass(int passed) {
        if (passed % PASSES == PASSES - 1 && Thread.currentThread().isVirtual()) {
            leaveCarrier();
        } else {
            Thread.yield();
        }
    }

    private static void leaveCarrier() {
        boolean interrupted = Thread.interrupted(); // it would stay
        LockSupport.parkNanos(1);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
