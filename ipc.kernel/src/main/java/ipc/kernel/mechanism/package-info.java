/**
 * What mechanisms have in common inside the kernel: each is a {@link ipc.kernel.mechanism.Subsystem}, made on a
 * {@link ipc.kernel.mechanism.Foundation}, and adds its calls to the {@link ipc.kernel.mechanism.CallTable}.
 */
@NullMarked
package ipc.kernel.mechanism;

import org.jspecify.annotations.NullMarked;
