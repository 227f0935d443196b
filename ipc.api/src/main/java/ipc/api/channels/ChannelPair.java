package ipc.api.channels;

/**
 * The two ends of a new channel.
 *
 * @param first one end
 * @param second the other end
 */
public record ChannelPair(Channel first, Channel second) {}
