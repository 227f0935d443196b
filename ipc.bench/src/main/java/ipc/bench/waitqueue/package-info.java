/** The kernel's wait queue beside the JDK's park and unpark. */
@NullMarked
package ipc.bench.waitqueue;

import org.jspecify.annotations.NullMarked;
