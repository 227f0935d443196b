package ipc.api.events;

/** What becomes of a publication for which a subscription has no place left: who pays for a slow subscriber. */
public enum WhenBehind {
    /** The publisher waits, and nobody gets the publication before all such subscriptions have a place for it. */
    BLOCK,
    /** The oldest publication that the subscription has not received is dropped and counted. */
    DROP_OLDEST,
    /** The subscription misses the new publication, which is counted. */
    DROP_NEWEST,
    /**
     * The subscription misses the new publication and gets no later one: once it has received what it has, its calls
     * fail with {@link ipc.api.Errno#ECONNRESET}.
     */
    DISCONNECT
}
