/** The gate that every system call passes, its trace, and the audit of refusals. */
@NullMarked
package ipc.kernel.call;

import org.jspecify.annotations.NullMarked;
