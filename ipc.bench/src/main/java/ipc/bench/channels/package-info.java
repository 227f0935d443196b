/** Channels: messages, calls, and what they cost beside rings of other libraries. */
@NullMarked
package ipc.bench.channels;

import org.jspecify.annotations.NullMarked;
