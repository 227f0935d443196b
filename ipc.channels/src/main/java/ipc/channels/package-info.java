/**
 * Channels on rings of bytes: a ring for each direction, guarded by one short lock; {@code RingChannels} is the way in.
 */
@NullMarked
package ipc.channels;

import org.jspecify.annotations.NullMarked;
