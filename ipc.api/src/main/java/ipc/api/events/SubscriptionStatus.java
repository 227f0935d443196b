package ipc.api.events;

/**
 * A subscription at one moment. Publications that were for it are received, queued, or dropped.
 *
 * @param number its number on its bus, never used again
 * @param subscriber pid of the process that subscribed
 * @param options what it wants
 * @param queued publications that wait for it
 * @param received publications that were received
 * @param dropped publications that it missed because it was behind
 * @param connected false if it was {@linkplain WhenBehind#DISCONNECT disconnected}
 */
public record SubscriptionStatus(
        long number,
        int subscriber,
        SubscriptionOptions options,
        int queued,
        long received,
        long dropped,
        boolean connected) {}
