/** Semaphores, mutexes and conditions beside those of the JDK. */
@NullMarked
package ipc.bench.sync;

import org.jspecify.annotations.NullMarked;
