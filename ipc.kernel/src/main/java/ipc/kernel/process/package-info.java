/** Processes, their handles and limits. */
@NullMarked
package ipc.kernel.process;

import org.jspecify.annotations.NullMarked;
