package ipc.api.sync;

import java.util.List;

/**
 * A circle in the order in which locks were locked: if each of its steps is taken at the same time, each waits for the
 * next, for ever. That it was found does not say that it has happened.
 *
 * @param nanos when it was found, on the kernel's clock
 * @param steps in the order of the circle: each wants what the next one has, the last one what the first one has
 */
public record LockInversion(long nanos, List<Step> steps) {
    /**
     * A call that locks, or would wait to, while its thread has another lock; the first such call that was seen. In a
     * circle of one step both locks are the same: a mutex that is not recursive, and its owner.
     *
     * @param has name of the lock that its thread has
     * @param wants name of the lock that it locks
     * @param process its pid
     * @param thread of that process
     * @param hasStack the call that locked what it has, innermost first; empty if another provider served it
     * @param wantsStack the call that locks, innermost first
     */
    public record Step(
            String has, String wants, int process, long thread, List<String> hasStack, List<String> wantsStack) {}
}
