package ipc.api.admin;

/**
 * A call that waits.
 *
 * @param pid the process whose call it is
 * @param process its name
 * @param waitingFor the name of the wait queue
 * @param sinceNanos how long it has waited
 */
public record WaitSnapshot(int pid, String process, String waitingFor, long sinceNanos) {}
