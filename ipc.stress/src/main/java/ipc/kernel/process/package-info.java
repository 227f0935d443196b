/** Stress of what the kernel keeps of processes, in its package: most of it is not public. */
@NullMarked
package ipc.kernel.process;

import org.jspecify.annotations.NullMarked;
