package ipc.api;

/**
 * A thread at one moment.
 *
 * @param name given to {@link Threads#start}
 * @param pid its process
 * @param state what has become of it
 * @param failure what it threw, as text; empty unless it {@linkplain State#FAILED failed}
 */
public record ThreadStatus(String name, int pid, State state, String failure) {
    /** What becomes of a thread. */
    public enum State {
        /** It runs, or waits. */
        RUNNING,
        /** Its body has returned. */
        RETURNED,
        /** Its body has thrown. */
        FAILED,
        /** It was unwound because its process ended. */
        UNWOUND
    }
}
