package ipc.kernel.deadlock;

import ipc.api.spi.Owner;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Want.Wanted;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls each of which waits for the next one, and the last for the first. Two of the same calls are the same cycle,
 * wherever they begin.
 *
 * @param steps its waits
 */
public record Cycle(List<Step> steps) {
    /**
     * One wait of a cycle.
     *
     * @param task whose
     * @param number of the wait
     * @param wanted what it waits for
     * @param holder through whom the cycle leads
     */
    record Step(Task task, int number, Wanted wanted, Owner holder) {
        /** Others may have it as well, and they may come and go. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Step that
                    && task == that.task
                    && number == that.number
                    && wanted.what().equals(that.wanted.what())
                    && holder.equals(that.holder);
        }

        @Override
        public int hashCode() {
            return Objects.hash(number, holder);
        }
    }

    /** Returns who waits, in words. */
    public String words() {
        StringBuilder text = new StringBuilder("process ").append(name(0));
        for (int i = 0; i < steps.size(); i++) {
            Wanted wanted = steps.get(i).wanted();
            text.append(i == 0 ? " waits for " : ", which waits for ")
                    .append(wanted.what())
                    .append(' ')
                    .append(wanted.by())
                    .append(" process ")
                    .append(name((i + 1) % steps.size()));
        }
        return text.toString();
    }

    private String name(int step) {
        Task task = steps.get(step).task();
        return task.caller().pid() + " '" + task.caller().processName() + "'";
    }

    private Set<Step> members() {
        return new HashSet<>(steps);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cycle that && members().equals(that.members());
    }

    @Override
    public int hashCode() {
        return members().hashCode();
    }
}
