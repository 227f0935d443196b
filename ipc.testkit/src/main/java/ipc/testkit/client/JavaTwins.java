package ipc.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.sync.Permits;
import ipc.testkit.kernel.Call;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * What ordinary Java code synchronises with, either ours or the JDK's: what the rows over it expect of ours, the JDK
 * itself has to fulfil as well.
 */
interface JavaTwins {
    /** Times after which nobody waits. */
    List<Long> GONE = List.of(0L, -1L, Long.MIN_VALUE);

    /** Returns a new reentrant lock. */
    Lock newLock();

    /** Returns a new read-write lock that knows nothing of conditions. */
    ReadWriteLock newReadWriteLock();

    /** Returns a new semaphore. */
    Permits newPermits(int permits, boolean fair);

    /** Waits until all these calls wait; they are all that wait, and none may have returned. */
    void awaitWaiting(Call<?>... calls);

    /** Checks that a call throws because its thread was interrupted, and clears the thread's flag. */
    static void assertInterrupted(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).as("the flag is cleared").isFalse();
    }

    /** Checks that a call throws because its thread has been interrupted already. */
    static void assertInterruptedOnEntry(ThrowingCallable call) {
        Thread.currentThread().interrupt();
        assertInterrupted(call);
    }

    /** Checks that a call of a thread that has been interrupted returns, and keeps the thread's flag. */
    static void assertKeepsTheFlag(Runnable call) {
        Thread.currentThread().interrupt();
        call.run();
        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    }

    /** Starts a call of a thread that has been interrupted; its result is whether the flag is kept. */
    static Call<Boolean> startInterrupted(Runnable body) {
        return Call.start(() -> {
            Thread.currentThread().interrupt();
            body.run();
            return Thread.interrupted();
        });
    }

    /** Does something while having a lock. */
    static void locked(Lock lock, Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }
}
