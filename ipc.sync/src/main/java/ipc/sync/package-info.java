/**
 * Semaphores and mutexes whose figures are guarded by one short lock each. {@code GuardedSync} is the way in,
 * {@code GuardedSemaphore} and {@code GuardedMutex} are the objects, {@code Signals} the waiters of one condition.
 */
@NullMarked
package ipc.sync;

import org.jspecify.annotations.NullMarked;
