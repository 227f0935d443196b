/**
 * What providers of events owe the kernel: {@link ipc.testkit.events.EventContract}, to be extended by a test of the
 * provider.
 */
@NullMarked
package ipc.testkit.events;

import org.jspecify.annotations.NullMarked;
