/**
 * Channels on rings of bytes: a ring for each direction, with a short lock for each of its sides; {@code RingChannels}
 * is the way in.
 */
@NullMarked
package ipc.channels;

import org.jspecify.annotations.NullMarked;
