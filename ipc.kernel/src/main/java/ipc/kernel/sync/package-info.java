/**
 * Semaphores, mutexes, conditions, read-write locks and barriers as processes see them.
 * {@link ipc.kernel.sync.SyncSubsystem} is the way in; who uses an object is in its {@link ipc.kernel.sync.SyncNode},
 * at whose priority somebody runs in {@code PriorityLending}.
 */
@NullMarked
package ipc.kernel.sync;

import org.jspecify.annotations.NullMarked;
