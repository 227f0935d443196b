package ipc.kernel.deadlock;

import ipc.api.spi.Owner;
import ipc.kernel.deadlock.Cycle.Step;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Want;
import ipc.kernel.schedule.Want.Wanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls that wait for each other, while everything goes on.
 *
 * <p>A cycle that two looks in a row find, made of the same waits, was there between the two: who waits neither gives
 * up what it has nor gets anything. A wait that any of several things ends is in no cycle.
 */
public final class Cycles {
    private final KernelScheduler scheduler;

    /**
     * Makes a finder.
     *
     * @param scheduler whose tasks wait
     */
    public Cycles(KernelScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Finds the cycle of which a task's wait is a part; to be asked where locks may be asked who has them.
     *
     * @param task which waits
     * @return a cycle that begins with the task; null if there is none
     */
    public @Nullable Cycle closedBy(Task task) {
        Cycle cycle = look(task, scheduler::task);
        return cycle != null && cycle.equals(look(task, scheduler::task)) ? cycle : null;
    }

    /** Returns all cycles; to be asked where locks may be asked who has them. */
    List<Cycle> all() {
        Set<Cycle> first = look();
        if (!first.isEmpty()) {
            first.retainAll(look());
        }
        return List.copyOf(first);
    }

    private Set<Cycle> look() {
        List<Task> waiting = scheduler.tasks(task -> task.waits() && task.want() != null); // others may yet be refused
        Map<Long, Task> threads = new HashMap<>();
        waiting.forEach(task -> threads.put(task.thread().threadId(), task));
        Set<Cycle> cycles = new LinkedHashSet<>();
        for (Task task : waiting) {
            Cycle cycle = look(task, threads::get);
            if (cycle != null) {
                cycles.add(cycle);
            }
        }
        return cycles;
    }

    private @Nullable Cycle look(Task task, LongFunction<@Nullable Task> threads) {
        Search search = new Search(task, threads);
        return search.leadsBack() ? new Cycle(List.copyOf(search.way)) : null;
    }

    /** The way from one task back to itself. */
    private final class Search {
        private final Task goal;
        private final LongFunction<@Nullable Task> threads;
        private final List<Step> way = new ArrayList<>();
        private final Set<Task> seen = new HashSet<>();

        private Search(Task goal, LongFunction<@Nullable Task> threads) {
            this.goal = goal;
            this.threads = threads;
        }

        /** Without recursion: a chain of waits may be as long as there are threads. */
        private boolean leadsBack() {
            Deque<Iterator<Step>> untried = new ArrayDeque<>(List.of(steps(goal).iterator()));
            while (!untried.isEmpty()) {
                if (!untried.getLast().hasNext()) {
                    untried.removeLast();
                    giveUpLast();
                    continue;
                }
                Step step = untried.getLast().next();
                Task next = task(step.holder());
                if (next == goal) {
                    way.addLast(step);
                    return true;
                }
                if (next != null && seen.add(next)) {
                    way.addLast(step);
                    untried.addLast(steps(next).iterator());
                }
            }
            return false;
        }

        private void giveUpLast() {
            if (!way.isEmpty()) {
                way.removeLast();
            }
        }

        /** A process as a whole is its only thread, if it has only one. */
        private @Nullable Task task(Owner holder) {
            if (holder.thread() != 0) {
                return threads.apply(holder.thread());
            }
            List<Task> all = scheduler.tasks(task -> task.caller().pid() == holder.process());
            return all.size() == 1 ? all.getFirst() : null;
        }
    }

    private static List<Step> steps(Task task) {
        Want want = task.want();
        if (want == null) {
            return List.of();
        }
        int number = task.wantNumber();
        List<Wanted> wanted = want.wanted();
        boolean needed = want.needsAll() || wanted.size() == 1;
        return needed && task.wantNumber() == number // else it was perhaps another wait that was looked at
                ? wanted.stream().flatMap(each -> steps(task, number, each)).toList()
                : List.of();
    }

    private static Stream<Step> steps(Task task, int number, Wanted wanted) {
        return wanted.holders().stream().map(holder -> new Step(task, number, wanted, holder));
    }
}
