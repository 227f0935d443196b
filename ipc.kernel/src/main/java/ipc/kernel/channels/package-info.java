/** Channels for processes: ends, listeners, and the handles that travel in messages. */
@NullMarked
package ipc.kernel.channels;

import org.jspecify.annotations.NullMarked;
