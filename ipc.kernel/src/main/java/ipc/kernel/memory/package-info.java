/** Accounts for the bytes that mechanisms keep. */
@NullMarked
package ipc.kernel.memory;

import org.jspecify.annotations.NullMarked;
