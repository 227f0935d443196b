package ipc.api.admin;

/**
 * A traced system call, as {@code strace} prints it.
 *
 * @param sequence its number among all traced calls; gaps are calls the ring lost
 * @param nanos when it began, on the kernel's clock
 * @param durationNanos how long it took
 * @param pid whose call
 * @param call name and arguments: {@code mq_send(3, 64 bytes, 1)}
 * @param result the result, or the errno
 */
public record TraceRecord(long sequence, long nanos, long durationNanos, int pid, String call, String result) {}
