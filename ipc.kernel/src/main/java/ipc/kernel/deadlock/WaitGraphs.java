package ipc.kernel.deadlock;

import ipc.api.admin.WaitGraph;
import ipc.api.admin.WaitGraph.Holder;
import ipc.api.admin.WaitGraph.Waiter;
import ipc.api.spi.Owner;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.ProcessTable;
import ipc.kernel.schedule.EventCount;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Want;
import ipc.kernel.schedule.Want.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the wait graph, for operators. */
public final class WaitGraphs {
    private final KernelScheduler scheduler;
    private final ProcessTable processes;
    private final Cycles cycles;

    /**
     * Makes a draughtsman.
     *
     * @param scheduler whose tasks wait
     * @param processes whose names are told
     */
    public WaitGraphs(KernelScheduler scheduler, ProcessTable processes) {
        this.scheduler = scheduler;
        this.processes = processes;
        this.cycles = new Cycles(scheduler);
    }

    /** Returns the graph; to be asked where locks may be asked who has them. */
    public WaitGraph graph() {
        long now = scheduler.nowNanos();
        List<Waiter> waiters = new ArrayList<>();
        scheduler.tasks(Task::waits).forEach(task -> add(task, now, waiters));
        waiters.sort(Comparator.comparingInt(Waiter::pid).thenComparingLong(Waiter::thread));
        return new WaitGraph(
                List.copyOf(waiters),
                cycles.all().stream().map(cycle -> drawn(cycle, now)).toList());
    }

    private void add(Task task, long now, List<Waiter> waiters) {
        EventCount place = task.place();
        if (place == null) {
            return;
        }
        Want want = task.want();
        List<Wanted> wanted = want == null ? List.of() : want.wanted();
        if (want == null || wanted.isEmpty()) {
            waiters.add(waiter(task, now, new Wanted(place.toString(), "", List.of()), true));
            return;
        }
        boolean needed = want.needsAll() || wanted.size() == 1;
        wanted.forEach(each -> waiters.add(waiter(task, now, each, needed)));
    }

    private Waiter waiter(Task task, long now, Wanted wanted, boolean needed) {
        return new Waiter(
                task.caller().pid(),
                task.caller().processName(),
                task.thread().threadId(),
                Math.max(0, now - task.waitingSince()),
                wanted.what(),
                wanted.holders().stream().map(this::holder).toList(),
                needed);
    }

    private Holder holder(Owner owner) {
        KernelProcess process = processes.find(owner.process());
        return new Holder(owner.process(), process == null ? "" : process.name(), owner.thread());
    }

    private WaitGraph.Cycle drawn(Cycle cycle, long now) {
        List<Waiter> waiters = cycle.steps().stream()
                .map(step -> waiter(
                        step.task(),
                        now,
                        new Wanted(step.wanted().what(), step.wanted().by(), List.of(step.holder())),
                        true))
                .toList();
        return new WaitGraph.Cycle(waiters, cycle.words());
    }
}
