package ipc.api.channels;

import java.time.Duration;

/**
 * Who has connected to a listener, as it was at that moment, and what has become of the connection.
 *
 * @param connection number of the connection, the same nowhere else in this kernel
 * @param pid the process that connected
 * @param uid its user
 * @param gid its group
 * @param age how long ago it connected
 * @param idle for how long no message has entered or left in either direction, as far as the kernel has looked: with
 *     {@link ChannelOptions#idleMax} at most an eighth of that less than it is
 * @param missed messages to all that found no room in it
 */
public record Peer(long connection, int pid, int uid, int gid, Duration age, Duration idle, long missed) {}
