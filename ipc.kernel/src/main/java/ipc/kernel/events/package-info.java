/**
 * Events as the kernel has them: {@link ipc.kernel.events.EventSubsystem} is the way in. A call that waits keeps its
 * ticket, which means the same to every provider.
 */
@NullMarked
package ipc.kernel.events;

import org.jspecify.annotations.NullMarked;
