package ipc.api.channels;

/** What becomes of a message for which a direction of a channel has no room: its back-pressure. */
public enum WhenFull {
    /** The sender waits. */
    BLOCK,
    /** The sender is told {@code EAGAIN}, also by a call that would wait otherwise. */
    FAIL,
    /** The oldest messages of the lowest priority make room, unread; each is counted. */
    DROP_OLDEST,
    /** The new message is dropped and counted; the sender's call succeeds. */
    DROP_NEWEST
}
