package ipc.kernel.sync;

import ipc.api.kernel.ShortLock;
import ipc.api.sync.MutexOptions.Protocol;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.ProcessTable;
import ipc.kernel.schedule.KernelScheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who runs at whose priority: owners at that of those who wait for them, and at the ceilings of what they have.
 *
 * <p>All of it is worked out anew whenever somebody begins or ends to wait, or a mutex changes hands: so a time-out, a
 * death and a chain of any length need nothing of their own, and there is nothing to undo. Only mutexes with one of the
 * two protocols take part, and of these only those that are waited for, or have a ceiling and an owner.
 */
final class PriorityLending {
    private final KernelScheduler scheduler;
    private final ProcessTable processes;
    private final ShortLock mutex;

    /** Those that take part, and who waits for them, once for each call. */
    private final Map<MutexNode, List<KernelProcess>> waiters = new HashMap<>();

    private Map<KernelProcess, Integer> lent = Map.of();

    PriorityLending(KernelScheduler scheduler, ProcessTable processes) {
        this.scheduler = scheduler;
        this.processes = processes;
        this.mutex = scheduler.newMutex("priorities lent");
    }

    /** A process begins to wait. */
    void waits(MutexNode node, KernelProcess process) {
        change(() -> waiters.computeIfAbsent(node, none -> new ArrayList<>()).add(process));
    }

    /** A process waits no longer, for whatever reason. */
    void waitsNoMore(MutexNode node, KernelProcess process) {
        change(() -> {
            waiters.getOrDefault(node, new ArrayList<>()).remove(process);
            keepIfNeeded(node);
        });
    }

    /** A mutex may have another owner. */
    void update(MutexNode node) {
        change(() -> keepIfNeeded(node));
    }

    private void keepIfNeeded(MutexNode node) {
        boolean owned = node.lends(Protocol.PROTECT) && node.holding().process() != 0;
        if (owned) {
            waiters.putIfAbsent(node, new ArrayList<>());
        } else if (waiters.getOrDefault(node, List.of()).isEmpty()) {
            waiters.remove(node);
        }
    }

    private void change(Runnable work) {
        Set<KernelProcess> moved;
        mutex.lock();
        try {
            work.run();
            moved = lend();
        } finally {
            mutex.unlock();
        }
        if (!moved.isEmpty()) { // who waits somewhere takes the place that its priority gives it now
            scheduler.eject(task -> moved.stream()
                    .anyMatch(process -> process.pid() == task.caller().pid()));
        }
    }

    /** Works out all that is lent; returns whose priority has changed. */
    private Set<KernelProcess> lend() {
        Map<KernelProcess, Integer> next = new HashMap<>();
        boolean more = true;
        while (more) { // along a chain of owners that wait themselves
            more = false;
            for (Map.Entry<MutexNode, List<KernelProcess>> each : waiters.entrySet()) {
                KernelProcess owner = owner(each.getKey());
                int priority = priority(each.getKey(), each.getValue(), next);
                if (owner != null && priority > effective(owner, next)) {
                    next.put(owner, priority);
                    more = true;
                }
            }
        }
        Set<KernelProcess> moved = new HashSet<>(lent.keySet());
        moved.addAll(next.keySet());
        moved.removeIf(process -> next.getOrDefault(process, 0).equals(lent.getOrDefault(process, 0)));
        moved.forEach(process -> process.lend(next.getOrDefault(process, 0)));
        lent = next;
        return moved;
    }

    private @Nullable KernelProcess owner(MutexNode node) {
        int pid = node.holding().process();
        return pid == 0 ? null : processes.find(pid);
    }

    private static int priority(MutexNode node, List<KernelProcess> waiting, Map<KernelProcess, Integer> next) {
        int priority = node.lends(Protocol.PROTECT) ? node.options().ceiling() : 0;
        for (KernelProcess process : node.lends(Protocol.INHERIT) ? waiting : List.<KernelProcess>of()) {
            priority = Math.max(priority, effective(process, next));
        }
        return priority;
    }

    private static int effective(KernelProcess process, Map<KernelProcess, Integer> next) {
        return Math.max(process.priority(), next.getOrDefault(process, 0));
    }
}
