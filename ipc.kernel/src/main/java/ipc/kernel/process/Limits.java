package ipc.kernel.process;

/**
 * The limits of the whole kernel, as configured now.
 *
 * @param processesMax live processes
 * @param handlesMax open handles of all processes
 * @param memoryBytesMax bytes that mechanisms keep for all processes
 * @param queueDepthMax messages of a queue, for callers without privilege
 * @param queueMessageBytesMax bytes of a message, for callers without privilege
 * @param pipes sizes of pipes
 * @param channels number and sizes of channels
 * @param buses sizes of event buses
 * @param traceRecordsMax traced calls that are kept
 * @param auditRecordsMax refusals that are kept
 */
public record Limits(
        int processesMax,
        int handlesMax,
        long memoryBytesMax,
        int queueDepthMax,
        int queueMessageBytesMax,
        Pipes pipes,
        Channels channels,
        Buses buses,
        int traceRecordsMax,
        int auditRecordsMax) {
    /**
     * What holds unless configured otherwise; 256 messages a queue and 1,024 channels are promises of the product's
     * first days.
     */
    public static final Limits DEFAULTS = new Limits(
            4096,
            65_536,
            4L << 30,
            256,
            1 << 20,
            new Pipes(1 << 20, 16_384, 0),
            new Channels(1024, 1 << 16, 1 << 26, 1 << 16),
            new Buses(1024, 4096, 1 << 20),
            16_384,
            1024);

    /**
     * Sizes of pipes, for callers without privilege (Linux {@code /proc/sys/fs/pipe-*}).
     *
     * @param bytesMax capacity of a pipe
     * @param pagesSoft pages of a user's pipes from which on a new one gets one page; 0 for no bound
     * @param pagesHard pages of a user's pipes from which on there is no new one; 0 for no bound
     */
    public record Pipes(int bytesMax, int pagesSoft, int pagesHard) {}

    /**
     * Channels, for callers without privilege.
     *
     * @param max channels and listeners of all processes
     * @param depthMax messages in one direction
     * @param bytesMax bytes in one direction
     * @param messageBytesMax bytes of a message
     */
    public record Channels(int max, int depthMax, int bytesMax, int messageBytesMax) {}

    /**
     * Event buses, for callers without privilege.
     *
     * @param subscriptionsMax subscriptions of a bus
     * @param depthMax publications that wait for a subscription
     * @param publicationBytesMax bytes of a publication
     */
    public record Buses(int subscriptionsMax, int depthMax, int publicationBytesMax) {}
}
