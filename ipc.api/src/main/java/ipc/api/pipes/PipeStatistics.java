package ipc.api.pipes;

/**
 * The figures of one pipe since it was made; swaps carry them on.
 *
 * <p>At every moment {@code written = read + dropped + buffered}.
 *
 * @param written bytes that went in
 * @param read bytes that came out to a reader
 * @param dropped bytes that nobody will read: the rest of packets that were longer than the reader's buffer, and what
 *     was left in a FIFO that everybody closed
 * @param buffered bytes in the pipe now
 */
public record PipeStatistics(long written, long read, long dropped, int buffered) {}
