package ipc.api;

/**
 * What the holder of a handle may do with the object behind it.
 *
 * <p>Rights belong to the handle, not to the object (Zircon): two handles of one queue may differ. They only shrink:
 * {@link Handle#duplicate} and {@link Handle#replace} accept subsets.
 */
public enum Right {
    /** Take data out: receive, read, map for reading. */
    READ,
    /** Put data in: send, write, map for writing. */
    WRITE,
    /** Wait for a state of the object, and register for its notifications. */
    WAIT,
    /** Make another handle of the same object. */
    DUPLICATE,
    /** Pass the handle to another process. */
    TRANSFER,
    /** See attributes and statistics. */
    INSPECT,
    /** Change attributes. */
    MANAGE
}
