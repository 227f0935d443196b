/**
 * Waiting for many objects at once: a call that looks at all of them and parks, and ports to which objects are bound.
 *
 * <p>Both look at levels. A {@link ipc.kernel.schedule.Watch} is told that something may have changed, by a wait queue
 * of the provider's object or by the object's node, and whoever waits looks again.
 */
@NullMarked
package ipc.kernel.waits;

import org.jspecify.annotations.NullMarked;
