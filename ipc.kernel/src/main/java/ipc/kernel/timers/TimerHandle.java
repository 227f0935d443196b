package ipc.kernel.timers;

import static ipc.api.Sysno.TIMER_AWAIT;
import static ipc.api.Sysno.TIMER_CANCEL;
import static ipc.api.Sysno.TIMER_SET;
import static ipc.api.Sysno.TIMER_STATUS;
import static ipc.api.Sysno.TIMER_TRY_AWAIT;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Timer;
import ipc.api.TimerStatus;
import ipc.api.spi.Takeable;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.process.Taking;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Watched;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** A process's handle of a timer. */
final class TimerHandle extends OpenHandle implements Timer, Taking {
    private static final Set<Signal> SIGNALS = Set.of(Signal.SIGNALED);

    private final TimerTable table;
    private final KernelTimer timer;

    private TimerHandle(Opened opened, TimerTable table, KernelTimer timer) {
        super(opened.process, opened.number, opened.rights, opened.process.gate());
        this.table = table;
        this.timer = timer;
    }

    /** Which handle of a timer. */
    private record Opened(KernelProcess process, int number, int rights) {}

    static TimerHandle open(KernelProcess process, TimerTable table, Reset reset) {
        return open(process, Rights.ALL, table, table.make(process, reset));
    }

    /** Opens a handle of a timer that is referred to for it already; if that fails, the reference is given up. */
    private static TimerHandle open(KernelProcess process, int rights, TimerTable table, KernelTimer timer) {
        try {
            return process.handles().open(number -> new TimerHandle(new Opened(process, number, rights), table, timer));
        } catch (RuntimeException | Error failure) {
            table.release(timer);
            throw failure;
        }
    }

    @Override
    public boolean set(Timeout first, Duration period) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(period, "period");
        Function<Task, Boolean> body = task -> {
            require(TIMER_SET, Right.WRITE);
            return timer.set(first, period);
        };
        return call(TIMER_SET, body, first, period);
    }

    @Override
    public boolean cancel() {
        Function<Task, Boolean> body = task -> {
            require(TIMER_CANCEL, Right.WRITE);
            return timer.cancel();
        };
        return call(TIMER_CANCEL, body);
    }

    @Override
    public long await(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Function<Task, Long> body = task -> {
            require(TIMER_AWAIT, Right.WAIT);
            return timer.await(task.deadline(timeout));
        };
        return call(TIMER_AWAIT, body, timeout);
    }

    @Override
    public long tryAwait() {
        Function<Task, Long> body = task -> {
            require(TIMER_TRY_AWAIT, Right.WAIT);
            return timer.tryTake();
        };
        return call(TIMER_TRY_AWAIT, body);
    }

    @Override
    public TimerStatus status() {
        return call(TIMER_STATUS, task -> {
            require(TIMER_STATUS, Right.INSPECT);
            return timer.status();
        });
    }

    // ---- as one among many that a call waits for

    @Override
    public Awaited awaited() {
        return this;
    }

    @Override
    public Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public Watched watched() {
        return timer.watched();
    }

    @Override
    public Takeable waitable() {
        return timer;
    }

    @Override
    public void checkTake(Sysno call) {
        require(call, Right.WAIT);
    }

    @Override
    public long order() {
        return timer.number();
    }

    @Override
    public void waits() {
        // nobody is waited for in particular
    }

    @Override
    public void waitsNoMore() {
        // as above
    }

    @Override
    public long againNanos() {
        return timer.againNanos();
    }

    @Override
    public boolean took(long outcome) {
        return false;
    }

    @Override
    public IpcException refused(Sysno call, int answer) {
        return new IpcException(Errno.EIO, call + " timer " + timer.number() + ": it answered " + answer);
    }

    // ---- being passed on

    @Override
    public Timer duplicate(Set<Right> rights) {
        return (Timer) duplicated(rights);
    }

    @Override
    public Timer replace(Set<Right> rights) {
        return (Timer) replaced(rights);
    }

    @Override
    protected TimerHandle copy(HandleTable ignored, int bits) {
        table.retain(timer);
        return open(process(), bits, table, timer);
    }

    @Override
    protected Luggage packed(Sysno call) {
        table.retain(timer);
        return new Travelling(table, timer, Rights.bits(rights()));
    }

    @Override
    protected void released() {
        table.release(timer);
    }

    /** A reference to the timer, on its way to another process. */
    private record Travelling(TimerTable table, KernelTimer timer, int rights) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            return process.handles()
                    .openReserved(number -> new TimerHandle(new Opened(process, number, rights), table, timer));
        }

        @Override
        public void lost() {
            table.release(timer);
        }
    }
}
