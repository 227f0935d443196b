package ipc.api.admin;

import ipc.api.Errno;

/**
 * A refused call.
 *
 * @param nanos when, on the kernel's clock
 * @param pid who asked
 * @param call the system call
 * @param object what it was about
 * @param right the right or capability that was missing
 * @param errno what the caller was told
 */
public record AuditRecord(long nanos, int pid, String call, String object, String right, Errno errno) {}
