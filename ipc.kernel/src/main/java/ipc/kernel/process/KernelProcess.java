package ipc.kernel.process;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Limit;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.kernel.call.Gate;
import ipc.kernel.schedule.Attention;
import ipc.kernel.schedule.Unwind;
import ipc.kernel.schedule.Watched;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the kernel keeps of a process. {@link ProcessTable} decides about its life; this holds the data. */
public final class KernelProcess implements Life {
    /** Highest scheduling priority. */
    public static final int PRIORITY_MAX = 31;

    /** Priority of a process whose ancestors all left theirs alone. */
    public static final int PRIORITY = 16;

    private static final int UMASK = 0022;
    private static final int KILLED = 1;
    private static final int INTERRUPTED = 1 << 1;
    private static final int ENDED = 1 << 2;
    private static final int TRACED = 1 << 3;

    private final int pid;
    private final Birth birth;
    private final Attention attention = new Attention();
    private final ProcessCaller caller = new ProcessCaller(this);
    private final HandleTable handles;
    private final Gate gate;
    private final ResourceLimits limits;
    private final WaitQueue childEnded;
    private final WaitQueue ended;
    private final Watched watched = new Watched();
    private final AtomicInteger umask;
    private final AtomicInteger threadCount = new AtomicInteger();
    private final AtomicLong memoryBytes = new AtomicLong();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private final ConcurrentHashMap<Class<?>, Object> faces = new ConcurrentHashMap<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile int priority;
    private volatile Streams streams;
    private volatile int lentPriority;

    private volatile int exitStatus;

    /** Under the monitor of the process table, as the two below. */
    private final List<KernelProcess> children = new ArrayList<>();

    private volatile @Nullable KernelProcess parent;
    private volatile @Nullable ExitStatus status;
    private volatile boolean reaped;

    /**
     * What a process is born with.
     *
     * @param name program or bundle
     * @param credentials who it is
     * @param nameSpace where its names live
     * @param out where it prints
     * @param program whether it has a main program; otherwise it is a bundle, whose threads come and go
     */
    public record Birth(String name, Credentials credentials, String nameSpace, PrintStream out, boolean program) {}

    KernelProcess(int pid, Birth birth, @Nullable KernelProcess parent, Gate gate, HandleCount handleCount) {
        this.pid = pid;
        this.birth = birth;
        this.parent = parent;
        this.gate = gate;
        this.streams = Streams.plain(birth.out());
        this.childEnded = gate.scheduler().newWaitQueue("a child of " + pid + " ended");
        this.ended = gate.scheduler().newWaitQueue("the end of " + pid);
        this.limits = parent == null ? new ResourceLimits() : new ResourceLimits(parent.limits);
        this.handles = new HandleTable(() -> limits.soft(Limit.HANDLES), handleCount);
        this.umask = new AtomicInteger(parent == null ? UMASK : parent.umask.get());
        this.priority = parent == null ? PRIORITY : parent.priority;
    }

    /** Returns its number. */
    public int pid() {
        return pid;
    }

    /** Returns what it was born with. */
    public Birth birth() {
        return birth;
    }

    /** Returns what it reads, and where it prints. */
    public Streams streams() {
        return streams;
    }

    /**
     * Says what it reads, and where it prints.
     *
     * @param next before its program begins
     */
    public void streams(Streams next) {
        streams = next;
    }

    /** Returns its name. */
    public String name() {
        return birth.name();
    }

    /** Returns who it is. */
    public Credentials credentials() {
        return birth.credentials();
    }

    /** Returns this process as a caller that uses no handle. */
    public ProcessCaller caller() {
        return caller;
    }

    /** Returns its handles. */
    public HandleTable handles() {
        return handles;
    }

    /** Returns the gate for calls that concern no mechanism. */
    public Gate gate() {
        return gate;
    }

    /** Returns its limits. */
    public ResourceLimits limits() {
        return limits;
    }

    /** Returns its scheduling priority. */
    public int priority() {
        return priority;
    }

    /**
     * Sets its scheduling priority.
     *
     * @param value 0 to {@link #PRIORITY_MAX}
     */
    public void priority(int value) {
        priority = value;
    }

    /**
     * Lets it run at another process's priority, or at a mutex's, if that is higher than its own.
     *
     * @param value the priority; 0 to take it back
     */
    public void lend(int value) {
        lentPriority = value;
    }

    /** Returns the priority at which it runs and waits: its own, or one that is lent to it. */
    public int schedulingPriority() {
        return Math.max(priority, lentPriority);
    }

    /** One more thread is to run beside its main one, if it may have one more. */
    public void threadBegins() {
        long bound = limits.soft(Limit.THREADS);
        if (threadCount.getAndUpdate(present -> present < bound ? present + 1 : present) >= bound) {
            throw IpcException.of(Errno.EAGAIN, "start a thread, process %d has %,d already", pid, bound);
        }
    }

    /** One of those threads has ended, or could not be started. */
    public void threadEnded() {
        threadCount.decrementAndGet();
    }

    /** Tells whether threads run beside the main one. */
    boolean hasThreads() {
        return threadCount.get() > 0;
    }

    /** Returns its mode mask. */
    public int umask() {
        return umask.get();
    }

    /**
     * Sets its mode mask.
     *
     * @param mask 0 to 0777
     * @return the old one
     */
    public int umask(int mask) {
        return umask.getAndSet(mask);
    }

    /** Returns the bytes that mechanisms keep for it, to be changed by the memory service only. */
    public AtomicLong memoryBytes() {
        return memoryBytes;
    }

    /** Returns its faces by type. */
    public ConcurrentHashMap<Class<?>, Object> faces() {
        return faces;
    }

    /** Returns the counter of its calls, for those that its tasks have not yet got in their own. */
    public LongAdder calls() {
        return calls;
    }

    /** Returns how long its threads have waited in the kernel, in nanoseconds. */
    public long waitedNanos() {
        return waitedNanos.sum();
    }

    void waited(long nanos) {
        waitedNanos.add(nanos);
    }

    Attention attention() {
        return attention;
    }

    /** Throws if the process has been killed or has ended. */
    public void checkAlive() {
        int bits = attention.bits();
        if ((bits & KILLED) != 0) { // first: whoever unwinds does so also after the end
            throw killed();
        }
        if ((bits & ENDED) != 0) {
            throw new IpcException(Errno.ESRCH, "call of process " + pid + ", which has ended");
        }
    }

    /** A program's thread unwinds to its start; a bundle's thread is not ours to unwind, and learns what happened. */
    private RuntimeException killed() {
        if (birth.program()) {
            throw new Unwind(Unwind.Reason.KILL);
        }
        return new IpcException(Errno.ESRCH, "call of process " + pid + ", which was killed");
    }

    void checkWait() {
        if (attention.isWanted()) {
            checkAlive();
            if ((attention.clear(INTERRUPTED) & INTERRUPTED) != 0) {
                throw new IpcException(Errno.EINTR, "process " + pid + " was interrupted");
            }
        }
    }

    /** Tells whether its calls are traced. */
    public boolean isTraced() {
        return (attention.bits() & TRACED) != 0;
    }

    /**
     * Switches tracing.
     *
     * @param on true to trace
     */
    public void traced(boolean on) {
        if (on) {
            attention.set(TRACED);
        } else {
            attention.clear(TRACED);
        }
    }

    void markInterrupted() {
        attention.set(INTERRUPTED);
    }

    void markKilled() {
        attention.set(KILLED);
    }

    /** True for the first caller only. */
    boolean markEnded() {
        return (attention.set(ENDED) & ENDED) == 0;
    }

    /** Tells whether it has ended, or is ending. */
    public boolean isEnded() {
        return (attention.bits() & ENDED) != 0;
    }

    /**
     * Says with which status the main thread is about to unwind.
     *
     * @param value 0 to 255
     */
    public void exitStatus(int value) {
        exitStatus = value;
    }

    /** Returns what {@link #exitStatus(int)} was told. */
    public int exitStatus() {
        return exitStatus;
    }

    WaitQueue childEnded() {
        return childEnded;
    }

    @Override
    public WaitQueue ended() {
        return ended;
    }

    @Override
    public List<Owner> threads() {
        return List.of(Owner.anyOf(pid));
    }

    @Override
    public Watched watched() {
        return watched;
    }

    @Override
    public boolean isOver() {
        return status != null;
    }

    List<KernelProcess> children() {
        return children;
    }

    /** Returns the number of its parent, 0 for process 1. */
    public int parentPid() {
        KernelProcess present = parent;
        return present == null ? 0 : present.pid;
    }

    @Nullable
    KernelProcess parent() {
        return parent;
    }

    void parent(KernelProcess foster) {
        parent = foster;
    }

    @Nullable
    ExitStatus status() {
        return status;
    }

    void ended(ExitStatus how) {
        status = how;
    }

    /** Wakes who waits for its end; under no lock, as a watch may run code of its own. */
    void tellEnd() {
        ended.wake(Integer.MAX_VALUE); // the volatile store of the status is the fence that wake() asks for
    }

    void reaped() {
        reaped = true;
    }

    /** Tells whether it has ended and its parent knows. */
    public boolean isReaped() {
        return reaped;
    }

    /** Everything that belongs to the end has been done. */
    void signalGone() {
        gone.countDown();
    }

    /**
     * Waits, outside the kernel, until the process has ended and released what it held.
     *
     * @return how it ended
     * @throws InterruptedException if the thread is interrupted
     */
    public ExitStatus awaitEnd() throws InterruptedException {
        gone.await();
        return Objects.requireNonNull(status);
    }

    /**
     * Tells where the process is in its life.
     *
     * @param blocked whether every thread inside the kernel waits
     * @return the state
     */
    IpcProcess.State state(boolean blocked) {
        if (reaped) {
            return IpcProcess.State.GONE;
        }
        if (status != null) {
            return IpcProcess.State.ZOMBIE;
        }
        return blocked ? IpcProcess.State.BLOCKED : IpcProcess.State.RUNNING;
    }

    @Override
    public String toString() {
        return pid + " " + name();
    }
}
