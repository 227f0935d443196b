/** Who waits for whom, and circles in it. */
@NullMarked
package ipc.kernel.deadlock;

import org.jspecify.annotations.NullMarked;
