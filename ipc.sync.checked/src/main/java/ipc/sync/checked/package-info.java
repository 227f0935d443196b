/**
 * Semaphores and mutexes of {@code ipc.sync} with an onlooker. {@code CheckedSync} is the way in; {@code CheckedMutex}
 * and {@code CheckedSemaphore} pass each call on and tell a {@code TrackedLock} of it, and {@code LockOrder} has them
 * all, knows what was locked while what was held, and finds circles in that.
 */
@NullMarked
package ipc.sync.checked;

import org.jspecify.annotations.NullMarked;
