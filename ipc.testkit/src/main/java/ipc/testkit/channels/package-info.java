/**
 * What a channel owes the kernel, as tests of the bare object: extend
 * {@link ipc.testkit.channels.ChannelContract}.
 */
@NullMarked
package ipc.testkit.channels;

import org.jspecify.annotations.NullMarked;
