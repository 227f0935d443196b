package ipc.api.kernel;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Mutual exclusion for a few instructions.
 *
 * <p>Spins, then yields; not reentrant; never held across {@link WaitQueue#park}, a call to a client or anything of
 * unknown length. The seeded scheduler may run others before each acquisition and fails a provider that parks while it
 * holds one. What is done before {@link #unlock} <i>happens before</i> what is done after the next {@link #lock}.
 *
 * <p>Live, the lock is biased: the first thread that uses it pays no atomic instruction until a second one comes, and a
 * thread that then has it to itself for long pays none again. Two threads that want it at once move in turns of some
 * microseconds, not alternately.
 */
@ProviderType
public interface ShortLock {
    /** Acquires the lock. */
    void lock();

    /**
     * Acquires the lock if that takes no wait: for a caller that lingers, to whom the next look is as good, and whom a
     * wait for the lock would make late.
     *
     * @return whether the caller has the lock now; false if somebody has it, the caller included, or comes first
     */
    boolean tryLock();

    /** Releases the lock, which the calling thread holds. */
    void unlock();
}
