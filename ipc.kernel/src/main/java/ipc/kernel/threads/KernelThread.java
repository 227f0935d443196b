package ipc.kernel.threads;

import ipc.api.ThreadStatus;
import ipc.api.ThreadStatus.State;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Life;
import ipc.kernel.schedule.Watched;
import java.util.List;

/** A thread that the kernel has started for a process. */
final class KernelThread implements Life {
    private final KernelProcess process;
    private final WaitQueue ended;
    private final Watched watched = new Watched();

    /** The number of the thread it runs on; 0 until it does. */
    private volatile long number;

    private volatile ThreadStatus status;

    KernelThread(KernelProcess process, String name) {
        this.process = process;
        this.status = new ThreadStatus(name, process.pid(), State.RUNNING, "");
        this.ended = process.gate().scheduler().newWaitQueue("the end of thread " + name + " of " + process);
    }

    KernelProcess process() {
        return process;
    }

    ThreadStatus status() {
        return status;
    }

    /** It runs now. */
    void begins(long thread) {
        number = thread;
    }

    /** Returns as what it owns locks, while it runs. */
    Owner owner() {
        return new Owner(process.pid(), number);
    }

    boolean isThread(long thread) {
        return number == thread;
    }

    /** It has ended, and released what it held. */
    void ends(State state, String failure) {
        status = new ThreadStatus(status.name(), process.pid(), state, failure);
        ended.wake(Integer.MAX_VALUE); // the volatile store is the fence that wake() asks for
    }

    void await(Deadline deadline) {
        while (true) {
            long ticket = ended.ticket();
            if (isOver()) {
                return;
            }
            ended.park(ticket, deadline);
        }
    }

    @Override
    public boolean isOver() {
        return status.state() != State.RUNNING;
    }

    @Override
    public WaitQueue ended() {
        return ended;
    }

    @Override
    public Watched watched() {
        return watched;
    }

    @Override
    public List<Owner> threads() {
        return number == 0 ? List.of() : List.of(owner());
    }

    @Override
    public String toString() {
        return "thread " + status.name() + " of " + process;
    }
}
