/** Events beside the JDK's latch, and timers beside its executor. */
@NullMarked
package ipc.bench.events;

import org.jspecify.annotations.NullMarked;
