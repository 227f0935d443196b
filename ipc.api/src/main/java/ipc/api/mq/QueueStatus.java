package ipc.api.mq;

/**
 * The attributes of a queue and of the open description that was asked (POSIX {@code struct mq_attr}).
 *
 * @param name its name, empty if it has none or lost it
 * @param nonBlocking whether calls through this description fail instead of waiting
 * @param depthMax most messages it holds ({@code mq_maxmsg})
 * @param messageBytesMax most bytes of a message ({@code mq_msgsize})
 * @param priorities how many priorities it knows, from 0
 * @param depth messages in it now ({@code mq_curmsgs})
 * @param waiting calls that wait for room or for a message now
 * @param blockedNanos how long calls have waited in all, those under way not included
 * @param statistics figures since it was made
 */
public record QueueStatus(
        String name,
        boolean nonBlocking,
        int depthMax,
        int messageBytesMax,
        int priorities,
        int depth,
        int waiting,
        long blockedNanos,
        QueueStatistics statistics) {}
