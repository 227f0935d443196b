/**
 * Kernel objects whatever their mechanism: nodes with owner and name, name spaces, and the port a provider plugs
 * into.
 */
@NullMarked
package ipc.kernel.object;

import org.jspecify.annotations.NullMarked;
