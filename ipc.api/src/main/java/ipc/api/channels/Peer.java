package ipc.api.channels;

/**
 * Who has connected to a listener, as it was at that moment.
 *
 * @param connection number of the connection, the same nowhere else in this kernel
 * @param pid the process that connected
 * @param uid its user
 * @param gid its group
 */
public record Peer(long connection, int pid, int uid, int gid) {}
