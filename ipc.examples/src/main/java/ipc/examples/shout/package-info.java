/**
 * A server and its client, joined by a named channel: requests go there in calls, and each reply comes back to its
 * caller. {@link ipc.examples.shout.Shout} is the way in.
 */
@NullMarked
package ipc.examples.shout;

import org.jspecify.annotations.NullMarked;
