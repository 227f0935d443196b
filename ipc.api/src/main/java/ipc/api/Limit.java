package ipc.api;

/** A bounded resource of a process, as POSIX {@code RLIMIT_*}; each has a soft value that binds and a hard ceiling. */
public enum Limit {
    /** Open handles (POSIX {@code RLIMIT_NOFILE}); more is {@code EMFILE}. */
    HANDLES,
    /** Bytes that mechanisms keep for the process (POSIX {@code RLIMIT_AS}); more is {@code ENOMEM}. */
    MEMORY_BYTES,
    /** Bytes of message queues of the user (Linux {@code RLIMIT_MSGQUEUE}); more is {@code EMFILE}. */
    QUEUE_BYTES,
    /** Live children (Linux {@code RLIMIT_NPROC}); more is {@code EAGAIN}. */
    CHILDREN,
    /** Live threads that {@link Threads} has started (Linux {@code RLIMIT_NPROC}); more is {@code EAGAIN}. */
    THREADS;

    /**
     * The two values of a limit.
     *
     * @param soft what binds now, 0 or more, at most {@code hard}
     * @param hard how far the process may raise {@code soft} by itself
     */
    public record Value(long soft, long hard) {}
}
