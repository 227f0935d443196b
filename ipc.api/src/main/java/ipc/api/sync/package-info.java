/**
 * Semaphores, mutexes, condition variables, read-write locks and barriers for programs.
 *
 * <p>Begin with {@link ipc.api.sync.Sync}, for read-write locks with {@link ipc.api.sync.RwLocks}, for
 * barriers with {@link ipc.api.sync.Barriers}. Rules come from POSIX.1-2017 {@code sem_overview},
 * {@code pthread_mutex_lock}, {@code pthread_cond_wait} and {@code pthread_barrier_wait}; a semaphore's ceiling comes
 * from Win32; what goes beyond says so.
 *
 * <p>Null is refused with a {@link java.lang.NullPointerException}. Any thread of its process may use any type; a mutex
 * or a read-write lock belongs to the threads that locked it.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.sync;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
