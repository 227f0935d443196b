package ipc.kernel.process;

import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Limit;
import ipc.api.kernel.Deadline;
import ipc.kernel.call.Gate;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All processes, and what happens in their lives: birth, end, the parent's wait, adoption.
 *
 * <p>Process 1 is the kernel itself. It adopts orphans and reaps its children at once.
 */
public final class ProcessTable {
    private final TreeMap<Integer, KernelProcess> processes = new TreeMap<>();
    private final Gate gate;
    private final KernelScheduler scheduler;
    private final HandleCount handleCount;
    private final IntSupplier max;
    private final KernelProcess first;
    private int lastPid;

    /**
     * Makes a table with process 1.
     *
     * @param gate for calls that concern no mechanism
     * @param handleCount the count of all handles
     * @param max most processes now
     * @param birth of process 1
     */
    public ProcessTable(Gate gate, HandleCount handleCount, IntSupplier max, KernelProcess.Birth birth) {
        this.gate = gate;
        this.scheduler = gate.scheduler();
        this.handleCount = handleCount;
        this.max = max;
        this.first = create(null, birth);
    }

    /** Returns process 1. */
    public KernelProcess first() {
        return first;
    }

    /**
     * Makes a process.
     *
     * @param parent whose child
     * @param birth what it is born with
     * @return the process; nothing runs in it yet
     */
    public KernelProcess spawn(KernelProcess parent, KernelProcess.Birth birth) {
        return create(parent, birth);
    }

    private synchronized KernelProcess create(@Nullable KernelProcess parent, KernelProcess.Birth birth) {
        if (processes.size() >= max.getAsInt()) {
            throw IpcException.of(
                    Errno.EAGAIN, "spawn %s, the system's limit is %,d processes", birth.name(), max.getAsInt());
        }
        if (parent != null) {
            checkParent(parent, birth);
        }
        KernelProcess process = new KernelProcess(freePid(), birth, parent, gate, handleCount);
        processes.put(process.pid(), process);
        if (parent != null) {
            parent.children().add(process);
            process.traced(parent.isTraced());
        }
        return process;
    }

    private static void checkParent(KernelProcess parent, KernelProcess.Birth birth) {
        parent.checkAlive();
        long bound = parent.limits().soft(Limit.CHILDREN);
        if (parent.children().size() >= bound) {
            throw IpcException.of(
                    Errno.EAGAIN, "spawn %s, process %d has %,d children already", birth.name(), parent.pid(), bound);
        }
    }

    /** Numbers grow and wrap, so that one that was used is not used again soon. */
    private int freePid() {
        do {
            lastPid = lastPid == Integer.MAX_VALUE ? 1 : lastPid + 1;
        } while (processes.containsKey(lastPid));
        return lastPid;
    }

    /**
     * Finds a process.
     *
     * @param pid any number
     * @return the process, perhaps a zombie
     */
    public synchronized KernelProcess get(int pid) {
        KernelProcess process = processes.get(pid);
        if (process == null) {
            throw new IpcException(Errno.ESRCH, "no process " + pid);
        }
        return process;
    }

    /**
     * Finds a process that may be gone.
     *
     * @param pid any number
     * @return the process, perhaps a zombie, or null
     */
    public synchronized @Nullable KernelProcess find(int pid) {
        return processes.get(pid);
    }

    /** Returns all processes, by pid. */
    public synchronized List<KernelProcess> all() {
        return new ArrayList<>(processes.values());
    }

    /**
     * Runs a main program as a process's own thread, to the end of the process.
     *
     * @param process a new process
     * @param main runs the program and returns how it ended
     */
    public void run(KernelProcess process, MainThread main) {
        scheduler.start(process.toString(), process.caller(), () -> {
            ExitStatus status = main.run(process);
            Task task = scheduler.current();
            scheduler.point(task);
            end(process, status);
        });
    }

    /** What the main thread of a process does. */
    @FunctionalInterface
    public interface MainThread {
        /**
         * Runs the program.
         *
         * @param process its process
         * @return how it ended
         */
        ExitStatus run(KernelProcess process);
    }

    /**
     * Kills a process: at its next call, or at once if it waits or is a bundle.
     *
     * @param process which one
     */
    public void kill(KernelProcess process) {
        if (process.isEnded()) {
            return;
        }
        process.markKilled();
        scheduler.eject(task -> task.caller().pid() == process.pid());
        if (!process.birth().program()) {
            end(process, new ExitStatus(process.pid(), ExitStatus.KILLED, true));
        }
    }

    /**
     * Ends one wait of a process, or its next one.
     *
     * @param process which one
     */
    public void interrupt(KernelProcess process) {
        process.markInterrupted();
        scheduler.eject(task -> task.caller().pid() == process.pid());
    }

    /**
     * Ends a process: its other threads are to unwind, what it holds is closed, its waits are cancelled, its children
     * are adopted, its parent is told, in this order and once.
     *
     * @param process which one
     * @param status how it ended
     */
    public void end(KernelProcess process, ExitStatus status) {
        if (process.birth().program() && process.hasThreads()) {
            process.markKilled();
        }
        if (!process.markEnded()) {
            return;
        }
        process.handles().shut();
        scheduler.eject(task -> task.caller().pid() == process.pid());
        List<KernelProcess> orphans = orphan(process);
        bury(process, status);
        for (KernelProcess orphan : orphans) {
            reapIfFirsts(orphan);
        }
        process.signalGone();
    }

    private synchronized List<KernelProcess> orphan(KernelProcess process) {
        List<KernelProcess> orphans = new ArrayList<>(process.children());
        process.children().clear();
        for (KernelProcess orphan : orphans) {
            orphan.parent(first);
            first.children().add(orphan);
        }
        return orphans;
    }

    private void bury(KernelProcess process, ExitStatus status) {
        synchronized (this) {
            process.ended(status);
        }
        process.tellEnd();
        reapIfFirsts(process);
        KernelProcess parent = process.parent();
        if (parent != null) {
            parent.childEnded().wake(Integer.MAX_VALUE); // the monitor ordered this after the status
        }
    }

    private synchronized void reapIfFirsts(KernelProcess process) {
        if (process.parent() == first && process.status() != null) {
            reap(process, first);
        }
    }

    private void reap(KernelProcess child, KernelProcess parent) {
        child.reaped();
        parent.children().remove(child);
        processes.remove(child.pid());
    }

    /**
     * Waits for a child to end and takes its status.
     *
     * @param parent who waits
     * @param pid which child, 0 for any
     * @param deadline until when
     * @return the status, or null if the time came first
     */
    public @Nullable ExitStatus waitFor(KernelProcess parent, int pid, Deadline deadline) {
        while (true) {
            long ticket = parent.childEnded().ticket();
            ExitStatus status = take(parent, pid);
            if (status != null) {
                return status;
            }
            try {
                parent.childEnded().park(ticket, deadline);
            } catch (IpcException failure) {
                if (failure.errno() == Errno.ETIMEDOUT) {
                    return null;
                }
                throw failure;
            }
        }
    }

    private synchronized @Nullable ExitStatus take(KernelProcess parent, int pid) {
        boolean exists = false;
        for (KernelProcess child : parent.children()) {
            if (pid == 0 || child.pid() == pid) {
                exists = true;
                ExitStatus status = child.status();
                if (status != null) {
                    reap(child, parent);
                    return status;
                }
            }
        }
        if (!exists) {
            throw new IpcException(
                    Errno.ECHILD, "wait for " + (pid == 0 ? "a child" : "child " + pid) + " of " + parent.pid());
        }
        return null;
    }

    /**
     * Tells where a process is in its life.
     *
     * @param process which one
     * @return its state
     */
    public IpcProcess.State state(KernelProcess process) {
        List<Task> inside = scheduler.tasks(task -> task.caller().pid() == process.pid());
        return process.state(!inside.isEmpty() && inside.stream().allMatch(Task::waits));
    }
}
