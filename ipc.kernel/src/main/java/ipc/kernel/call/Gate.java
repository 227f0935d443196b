package ipc.kernel.call;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.ProcessBarrier;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Unwind;
import java.util.List;
import java.util.function.Predicate;

/**
 * The one way into a mechanism: every call enters and exits here, so that trace, statistics, kills and the replacement
 * of the provider need no code in providers.
 *
 * <p>While the gate is open a call pays two stores and two loads of its own thread's data. Whoever closes it issues a
 * {@link ProcessBarrier}, after which each task that is inside says so, and each one that comes sees the gate closed.
 */
public final class Gate {
    private enum State {
        OPEN,
        CLOSED,
        ABSENT
    }

    private final int number;
    private final String mechanism;
    private final KernelScheduler scheduler;
    private final Tracer tracer;
    private final Audit audit;
    private final WaitQueue reopened;
    private volatile State state = State.ABSENT;

    /**
     * Makes a gate without a provider behind it.
     *
     * @param number of the gate, not 0
     * @param mechanism the mechanism's word
     * @param scheduler whose tasks pass
     * @param tracer records calls of traced processes
     * @param audit records refusals
     */
    public Gate(int number, String mechanism, KernelScheduler scheduler, Tracer tracer, Audit audit) {
        this.number = number;
        this.mechanism = mechanism;
        this.scheduler = scheduler;
        this.tracer = tracer;
        this.audit = audit;
        this.reopened = scheduler.newWaitQueue(mechanism + " gate");
    }

    /** Returns where refusals are recorded. */
    public Audit audit() {
        return audit;
    }

    /** Returns the scheduler. */
    public KernelScheduler scheduler() {
        return scheduler;
    }

    /**
     * Begins a call; {@link #exit} ends it.
     *
     * @param caller for whom
     * @param call which call
     * @return the calling thread's task
     */
    public Task enter(Caller caller, Sysno call) {
        Task task = scheduler.current();
        scheduler.point(task);
        task.enter(number, caller);
        if (state != State.OPEN) { // pairs with the store in close(), through the barrier there
            awaitOpen(task, caller);
        }
        if (caller.needsAttention()) {
            attend(task, caller, call);
        }
        return task;
    }

    private void attend(Task task, Caller caller, Sysno call) {
        try {
            caller.checkAlive();
        } catch (IpcException | Unwind end) {
            exit(task);
            throw end;
        }
        if (caller.isTraced()) {
            task.trace(tracer.began(caller.pid(), call));
        }
    }

    /**
     * Ends a call that {@link #enter} began.
     *
     * @param task what it returned
     */
    public void exit(Task task) {
        if (task.trace() != null) {
            tracer.ended(task);
        }
        task.leave();
        scheduler.left(task);
    }

    /**
     * Notes a failure for the trace.
     *
     * @param task the calling thread's task
     * @param failure what the call throws
     * @return never: throws the failure
     */
    public RuntimeException failed(Task task, Throwable failure) {
        if (task.trace() != null) {
            tracer.failed(task, failure);
        }
        switch (failure) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }

    /**
     * Lets a call begin again after it unwound because the provider leaves; throws on any other unwinding.
     *
     * @param task the calling thread's task
     * @param unwind what came out of the provider
     */
    public void again(Task task, Unwind unwind) {
        if (unwind.reason() != Unwind.Reason.RESTART) {
            throw unwind;
        }
        comeAgain(task, task.caller());
    }

    private void awaitOpen(Task task, Caller caller) {
        try {
            comeAgain(task, caller);
        } catch (RuntimeException | Error end) {
            scheduler.left(task);
            throw end;
        }
    }

    /** Leaves, waits until the gate is open, and enters again as the same call, in its old place. */
    private void comeAgain(Task task, Caller caller) {
        do {
            task.leave();
            task.callFor(caller.plain()); // the handle's own check would refuse to wait here
            long ticket = reopened.ticket();
            if (state == State.ABSENT) {
                throw new IpcException(Errno.ENOSYS, "no provider of " + mechanism + " is installed");
            }
            if (state == State.CLOSED) {
                reopened.park(ticket, TaskDeadline.NEVER);
            }
            task.reenter(number, caller);
        } while (state != State.OPEN);
    }

    /**
     * Does something with a provider's objects inside this gate, as part of a call that entered by another gate.
     *
     * @param caller on whose behalf
     * @param work what to do
     * @return false if no provider is there: nothing was done
     */
    public boolean visit(Caller caller, Runnable work) {
        Task task = scheduler.current();
        int from = task.gate();
        Caller before = task.caller();
        try {
            comeAgain(task, caller);
            work.run();
            return true;
        } catch (IpcException failure) {
            if (failure.errno() == Errno.ENOSYS) {
                return false;
            }
            throw failure;
        } finally {
            task.reenter(from, before);
        }
    }

    /** Throws if a wait inside must not begin or go on because the provider leaves. */
    public void checkWait() {
        if (state != State.OPEN) {
            throw new Unwind(Unwind.Reason.RESTART);
        }
    }

    /** Opens the gate: calls that waited go on in their old order. */
    public void open() {
        state = State.OPEN;
        reopened.wake(Integer.MAX_VALUE);
    }

    /** Says that no provider is there: calls fail with {@code ENOSYS}. */
    public void absent() {
        state = State.ABSENT;
        reopened.wake(Integer.MAX_VALUE);
    }

    /** Closes the gate; returns when nobody is inside. Waiting calls leave and wait here. */
    public void close() {
        state = State.CLOSED;
        settle();
        drain(task -> true);
    }

    /**
     * Waits until no call through a handle is inside; the handle refuses new ones already.
     *
     * @param caller the closed handle
     */
    public void awaitEmpty(Caller caller) {
        settle();
        drain(task -> task.caller() == caller);
    }

    private static void settle() {
        if (ProcessBarrier.AVAILABLE) {
            ProcessBarrier.issue(); // afterwards every task that is inside says so
        }
    }

    private void drain(Predicate<Task> whom) {
        Task self = scheduler.current();
        Predicate<Task> inside = task -> task != self && task.isInside(number) && whom.test(task);
        while (true) {
            scheduler.eject(inside);
            List<Task> left = scheduler.tasks(inside);
            if (left.isEmpty()) {
                return;
            }
            scheduler.yieldNow(self);
        }
    }

    @Override
    public String toString() {
        return mechanism;
    }
}
