/**
 * The replacement of a mechanism's provider while it is in use: who serves, and the transaction that changes it.
 *
 * <p>{@link ipc.kernel.swap.Exchange} decides, one change at a time; a {@code Swap} is one change, a {@code Transfer}
 * the part of it that runs provider code, an {@code Errand} the thread and the limit for that.
 */
@NullMarked
package ipc.kernel.swap;

import org.jspecify.annotations.NullMarked;
