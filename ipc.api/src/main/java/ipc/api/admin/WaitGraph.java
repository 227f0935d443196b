package ipc.api.admin;

import java.util.List;

/**
 * Who waits for whom at one moment.
 *
 * @param waiters the calls that wait, by pid and thread, once for each object that they wait for
 * @param cycles those that wait for each other
 */
public record WaitGraph(List<Waiter> waiters, List<Cycle> cycles) {
    /**
     * A call that waits for an object.
     *
     * @param pid the process whose call it is
     * @param process its name
     * @param thread the number of the calling thread
     * @param sinceNanos how long it has waited
     * @param object what it waits for: {@code mutex /x}; where nobody in particular has it, what the wait queue is
     *     called
     * @param holders who has it now; empty where nobody does, or nobody in particular can, as with the messages of a
     *     queue
     * @param needed whether the wait lasts until it gets this; otherwise another object may end it, too
     */
    public record Waiter(
            int pid,
            String process,
            long thread,
            long sinceNanos,
            String object,
            List<Holder> holders,
            boolean needed) {}

    /**
     * Somebody who has what others wait for: a lock, an end that is to come, a call through a channel to be answered.
     *
     * @param pid the process
     * @param process its name, empty if it has ended
     * @param thread the number of the thread that has it, 0 for the process as a whole
     */
    public record Holder(int pid, String process, long thread) {}

    /**
     * Calls that wait for each other: each one for an object that the next one has, the last one for one of the first.
     * None of them ends by itself, unless by a time-out or an interruption; or if a thread has received a call and
     * lets another one answer it.
     *
     * @param waiters the calls, each with the one holder through which the cycle leads
     * @param words the same as a sentence
     */
    public record Cycle(List<Waiter> waiters, String words) {}
}
