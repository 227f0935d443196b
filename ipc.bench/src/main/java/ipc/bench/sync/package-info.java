/** Semaphores, locks, conditions and barriers beside those of the JDK. */
@NullMarked
package ipc.bench.sync;

import org.jspecify.annotations.NullMarked;
