/** Events beside the JDK's latch. */
@NullMarked
package ipc.bench.events;

import org.jspecify.annotations.NullMarked;
