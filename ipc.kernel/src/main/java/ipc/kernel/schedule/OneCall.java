package ipc.kernel.schedule;

/**
 * Lets one call at a time use what one thread at a time is to use: a second thread is told, and breaks nothing.
 *
 * <p>Whatever a call wrote before it ended is seen by the next one, whichever thread makes it. As most often it is the
 * same, that one needs no atomic instruction.
 */
public final class OneCall {
    private final String what;
    private final BiasedLock lock;

    /**
     * No call is under way.
     *
     * @param what is used, for messages
     */
    public OneCall(String what) {
        this.what = what;
        this.lock = new BiasedLock(what);
    }

    /**
     * A call begins; {@link #end} ends it.
     *
     * @throws IllegalStateException if another one is under way
     */
    public void begin() {
        if (!lock.tryLock()) {
            throw new IllegalStateException(what + " is used by another call");
        }
    }

    /** The call that began has ended. */
    public void end() {
        lock.unlock();
    }
}
