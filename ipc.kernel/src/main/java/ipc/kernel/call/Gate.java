package ipc.kernel.call;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.ProcessBarrier;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Unwind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        /** Open, but others may run first: the seeded scheduler's form of open. */
        STEPPED,
        CLOSED,
        VACANT,
        ABSENT
    }

    private final int number;
    private final int bit;
    private final String mechanism;
    private final KernelScheduler scheduler;
    private final Tracer tracer;
    private final Audit audit;
    private final WaitQueue reopened;
    private volatile State state = State.ABSENT;

    /** The calls that wait inside until the gate opens; only who closes and opens it uses this and the next one. */
    private volatile List<Task> held = List.of();

    /** The calls that were held when it opened. */
    private volatile List<Task> restarting = List.of();

    /** Written before the state becomes VACANT. */
    private volatile long graceEndNanos;

    private volatile Consumer<Throwable> faults = fault -> {};

    /**
     * Makes a gate without a provider behind it.
     *
     * @param number of the gate, 0 to 31
     * @param mechanism the mechanism's word
     * @param scheduler whose tasks pass
     * @param tracer records calls of traced processes
     * @param audit records refusals
     */
    public Gate(int number, String mechanism, KernelScheduler scheduler, Tracer tracer, Audit audit) {
        this.number = number;
        this.bit = 1 << number;
        this.mechanism = mechanism;
        this.scheduler = scheduler;
        this.tracer = tracer;
        this.audit = audit;
        this.reopened = scheduler.newWaitQueue(mechanism + " gate");
    }

    /**
     * Says who is to hear of providers that fail inside a call.
     *
     * @param listener called by the thread whose call failed, inside the gate
     */
    public void onFault(Consumer<Throwable> listener) {
        faults = listener;
    }

    /** Returns its number. */
    public int number() {
        return number;
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
        Task task = caller.regular();
        if (task == null) {
            task = scheduler.current(caller);
        }
        task.enter(bit, caller);
        if (state != State.OPEN) { // pairs with the store in close(), through the barrier there
            arrive(task, caller);
        }
        if (caller.needsAttention()) {
            attend(task, caller, call);
        }
        return task;
    }

    private void arrive(Task task, Caller caller) {
        task.leave(); // a guest of the seeded scheduler waits here for its turn
        scheduler.point(task);
        task.reenter(bit, caller);
        if (!isOpen()) {
            awaitOpen(task, caller);
        }
    }

    private boolean isOpen() {
        State now = state;
        return now == State.OPEN || now == State.STEPPED;
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
        if (task.isFollowed()) {
            follow(task);
        } else {
            task.leave();
        }
    }

    private void follow(Task task) {
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
     * Decides what becomes of a call that came out of its provider by an exception: the one place that does.
     *
     * <p>A call that unwound because the provider leaves waits until one is there, and begins again as the same call,
     * in its old place and with its old deadline. What is neither the world's fault nor the client's is the provider's,
     * and becomes {@code EIO}.
     *
     * @param task the calling thread's task
     * @param failure what came out of the provider
     * @param deadline of the call
     * @return true: begin again; false: it is not to wait, and no provider is there
     */
    public boolean again(Task task, Throwable failure, Deadline deadline) {
        if (failure instanceof Unwind unwind && unwind.reason() == Unwind.Reason.RESTART) {
            return awaitProvider(task, deadline);
        }
        throw failed(task, blamed(failure));
    }

    /**
     * Does something for which a provider is needed, as soon as one is there.
     *
     * @param <T> its result
     * @param task the calling thread's task, inside
     * @param attempt does it, again if the provider leaves meanwhile
     * @return what the attempt returned
     */
    public <T> T whenProvided(Task task, Supplier<T> attempt) {
        while (true) {
            try {
                return attempt.get();
            } catch (Unwind away) {
                again(task, away, TaskDeadline.NEVER);
            }
        }
    }

    /**
     * Finds out whose fault it is that a call of a provider's failed, and if it is the provider's, tells who wants to
     * hear of that.
     *
     * @param failure what came out of the provider
     * @return what the client is to see
     */
    public Throwable blamed(Throwable failure) {
        if (!ProviderFault.isOne(failure)) {
            return failure;
        }
        faults.accept(failure);
        return ProviderFault.report(mechanism, failure);
    }

    private boolean awaitProvider(Task task, Deadline deadline) {
        Caller caller = task.caller();
        do {
            task.leave();
            task.hasLeft();
            if (deadline.immediate() && state == State.VACANT) {
                return false;
            }
            awaitChange(deadline.immediate() ? TaskDeadline.NEVER : deadline);
            task.reenter(bit, caller);
        } while (!isBack(caller));
        return true;
    }

    /** Waits for another state of the gate, unless it is open. */
    private void awaitChange(Deadline deadline) {
        long ticket = reopened.ticket();
        switch (state) {
            case OPEN, STEPPED -> {}
            case CLOSED -> reopened.park(ticket, deadline);
            case VACANT -> {
                if (scheduler.nowNanos() >= graceEndNanos) {
                    throw new IpcException(Errno.EAGAIN, mechanism + " has had no provider for longer than calls wait");
                }
                reopened.park(ticket, deadline, graceEndNanos);
            }
            case ABSENT -> throw absence();
        }
    }

    /** Inside again: the handle may have been closed, the process killed and the gate closed since the wait. */
    private boolean isBack(Caller caller) {
        try {
            if (isOpen()) {
                caller.checkWait();
                return true;
            }
            return false;
        } catch (Unwind unwind) {
            if (unwind.reason() != Unwind.Reason.RESTART) {
                throw unwind;
            }
            return false;
        }
    }

    private IpcException absence() {
        return new IpcException(Errno.ENOSYS, "no provider of " + mechanism + " is installed");
    }

    private void awaitOpen(Task task, Caller caller) {
        try {
            pass(task, caller);
        } catch (RuntimeException | Error end) {
            scheduler.left(task);
            throw end;
        }
    }

    /** Waits outside while the gate is closed; comes in also while no provider is there, because not all need one. */
    private void pass(Task task, Caller caller) {
        do {
            task.leave();
            task.callFor(caller.plain()); // a closed handle is refused inside, by the call's own words
            long ticket = reopened.ticket();
            if (state == State.ABSENT) {
                throw absence();
            }
            if (state == State.CLOSED) {
                reopened.park(ticket, TaskDeadline.NEVER);
            }
            task.reenter(bit, caller);
        } while (!isOpen() && state != State.VACANT);
    }

    /**
     * Does something with objects inside this gate, also while no provider is there, for what is kept. A call that came
     * in by another gate leaves that meanwhile; one that is inside already stays, and whoever closes its handle goes on
     * waiting for it.
     *
     * @param caller on whose behalf it comes in; one whose waits neither kill nor interrupt ends
     * @param work what to do; not done if nothing is kept
     */
    public void visit(Caller caller, Runnable work) {
        Task task = scheduler.current();
        int from = task.gates();
        Caller before = task.caller();
        boolean interrupted = Thread.interrupted(); // what is to be done has to be done
        try {
            if (!task.isInside(bit)) {
                pass(task, caller);
            }
            work.run();
        } catch (IpcException failure) {
            if (failure.errno() != Errno.ENOSYS) {
                throw failure;
            }
        } finally {
            task.reenter(from, before);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Comes into several gates at once, as part of a call that entered by another gate; also where no provider is
     * there. While one of them is closed the task waits outside all of them.
     *
     * @param task the calling thread's task
     * @param caller on whose behalf
     * @param gates each of them once
     */
    public static void passAll(Task task, Caller caller, List<Gate> gates) {
        Gate closed;
        do {
            task.reenter(bits(gates), caller);
            closed = closed(gates);
            if (closed != null) {
                task.leave();
                closed.awaitPassable();
            }
        } while (closed != null);
    }

    private static int bits(List<Gate> gates) {
        int bits = 0;
        for (int i = 0; i < gates.size(); i++) {
            bits |= gates.get(i).bit;
        }
        return bits;
    }

    private static @Nullable Gate closed(List<Gate> gates) {
        for (int i = 0; i < gates.size(); i++) {
            if (gates.get(i).state == State.CLOSED) { // pairs with the store in close(), as in enter()
                return gates.get(i);
            }
        }
        return null;
    }

    private void awaitPassable() {
        long ticket = reopened.ticket();
        if (state == State.CLOSED) {
            reopened.park(ticket, TaskDeadline.NEVER);
        }
    }

    /** Throws if a wait inside must not begin or go on because the provider leaves. */
    public void checkWait() {
        if (!isOpen() && scheduler.current().isInside(bit)) {
            throw new Unwind(Unwind.Reason.RESTART);
        }
    }

    /** Opens the gate: calls that waited go on in their old order. */
    public void open() {
        change(scheduler.steps() ? State.STEPPED : State.OPEN);
    }

    /** Says that no provider is there and nothing is kept: calls fail with {@code ENOSYS}. */
    public void absent() {
        change(State.ABSENT);
    }

    /**
     * Says that no provider is there: calls that need one wait until a moment, and from then on fail with
     * {@code EAGAIN}; those that are not to wait are told "not now" at once.
     *
     * @param untilNanos the moment, on the kernel's clock
     */
    public void vacant(long untilNanos) {
        graceEndNanos = untilNanos;
        change(State.VACANT);
    }

    private void change(State next) {
        state = next;
        restarting = held;
        held = List.of();
        restarting.forEach(Task::letGo);
        reopened.wake(Integer.MAX_VALUE); // the volatile store is the fence that wake() asks for
    }

    /**
     * Closes the gate: who comes from now on waits outside.
     *
     * @return how many calls waited inside at that moment
     */
    public int close() {
        state = State.CLOSED;
        fence();
        return scheduler.tasks(task -> task.isInside(bit) && task.waits()).size();
    }

    /**
     * Waits until nobody is inside the closed gate. Waiting calls leave and wait outside.
     *
     * @param limitNanos how long to wait at most
     * @return the calls that are still inside, with their stacks
     */
    public List<String> drain(long limitNanos) {
        Predicate<Task> inside = task -> task.isInside(bit);
        return drain(inside, inside, scheduler.nowNanos() + limitNanos);
    }

    /**
     * Waits until nobody moves inside the closed gate: calls that wait there are held where they wait, and leave when
     * it opens. That pause is shorter than one in which all of them would have to run and to park again outside.
     *
     * @param limitNanos how long to wait at most
     * @return the calls that still run inside, with their stacks
     */
    public List<String> settle(long limitNanos) {
        List<Task> still = new ArrayList<>();
        List<String> moving = awaitNone(() -> hold(still), scheduler.nowNanos() + limitNanos);
        held = still;
        return moving;
    }

    /** Holds who waits here and nowhere else; returns who is left. */
    private List<Task> hold(List<Task> still) {
        Task self = scheduler.current();
        List<Task> moving = scheduler.tasks(task -> task != self && !task.isHeld() && task.isInside(bit));
        scheduler.eject(task -> task != self && task.isInside(bit) && task.gates() != bit);
        moving.removeIf(task -> task.hold(bit) && still.add(task));
        return moving;
    }

    /**
     * Waits until the calls that {@link #settle} held have left the provider they were in; the gate is open again.
     *
     * @param limitNanos how long to wait at most
     * @return the calls that are still there, with their stacks
     */
    public List<String> awaitRestarts(long limitNanos) {
        List<Task> those = restarting;
        restarting = List.of();
        return awaitNone(() -> those.stream().filter(Task::restarts).toList(), scheduler.nowNanos() + limitNanos);
    }

    /**
     * Waits until no call through a handle is inside; the handle refuses new ones since before a {@link #fence}.
     *
     * @param caller the closed handle
     */
    public void awaitEmpty(Caller caller) {
        Predicate<Task> own =
                task -> task.caller().actsFor(handle -> handle == caller); // inside, or outside to wait for a provider
        drain(own, task -> own.test(task) && task.isInside(bit), Long.MAX_VALUE);
    }

    /**
     * Afterwards every task that is inside any gate says so, and each one that comes sees what the caller changed. Tens
     * of microseconds while other processors are busy; nothing where tasks run one at a time.
     */
    public void fence() {
        if (ProcessBarrier.AVAILABLE && !scheduler.steps()) {
            ProcessBarrier.issue();
        }
    }

    private List<String> drain(Predicate<Task> ejected, Predicate<Task> inside, long untilNanos) {
        Task self = scheduler.current();
        Supplier<List<Task>> left = () -> {
            scheduler.eject(task -> task != self && ejected.test(task));
            return scheduler.tasks(task -> task != self && inside.test(task));
        };
        return awaitNone(left, untilNanos);
    }

    /** Waits until none is left; describes those that are when the time has come. */
    private List<String> awaitNone(Supplier<List<Task>> left, long untilNanos) {
        while (true) {
            List<Task> present = left.get();
            if (present.isEmpty() || scheduler.nowNanos() >= untilNanos) {
                return present.stream().map(Gate::describe).toList();
            }
            scheduler.yieldNow(scheduler.current());
        }
    }

    private static String describe(Task task) {
        StringBuilder text = new StringBuilder(task.toString());
        for (StackTraceElement frame : task.thread().getStackTrace()) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return mechanism;
    }
}
