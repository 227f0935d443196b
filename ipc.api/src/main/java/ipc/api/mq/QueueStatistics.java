package ipc.api.mq;

/**
 * The figures of one queue since it was made; swaps carry them on.
 *
 * <p>At every moment {@code sent = received + queued + leased + expired}.
 *
 * @param sent messages that entered
 * @param received messages that left to a receiver for good
 * @param queued messages in the queue now
 * @param leased messages out under lease now
 * @param expired messages that passed their expiry
 * @param redelivered leases that ended by the message going back
 * @param depthHighest most messages queued and leased at one moment
 */
public record QueueStatistics(
        long sent, long received, int queued, int leased, long expired, long redelivered, int depthHighest) {}
