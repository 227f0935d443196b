package ipc.kernel.timers;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Timer.Reset;
import ipc.api.TimerStatus;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.api.spi.SecurityPolicy;
import ipc.api.spi.Takeable;
import ipc.kernel.process.References;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Watched;
import java.time.Duration;

/**
 * A timer for which nothing runs: whoever looks counts the expirations since the last look, and whoever waits looks
 * again when the next one is due.
 *
 * <p>Its lock guards what changes. Only setting the timer wakes: an expiration is seen by those who wait because they
 * have parked until then.
 */
final class KernelTimer implements Takeable {
    private final long number;
    private final Reset reset;
    private final SecurityPolicy.Node access;
    private final KernelScheduler scheduler;
    private final ShortLock lock;
    private final WaitQueue expired;
    private final Watched watched = new Watched();
    private final References references = new References();

    private boolean armed;
    private boolean realtime;

    /** When it expires next, on its clock; has meaning while it is armed. */
    private long dueNanos;

    private long periodNanos;
    private long expirations;
    private long overruns;

    KernelTimer(long number, Reset reset, SecurityPolicy.Node access, TimerTable table) {
        this.number = number;
        this.reset = reset;
        this.access = access;
        this.scheduler = table.scheduler();
        this.lock = table.parts().newLock("timer " + number);
        this.expired = table.parts().newWaitQueue("timer " + number);
    }

    long number() {
        return number;
    }

    SecurityPolicy.Node access() {
        return access;
    }

    Watched watched() {
        return watched;
    }

    References references() {
        return references;
    }

    // ---- setting

    boolean set(Timeout first, Duration period) {
        if (first.kind() == Timeout.Kind.FOREVER) {
            throw new IpcException(Errno.EINVAL, Sysno.TIMER_SET + " to a time that never comes; cancel ends it");
        }
        if (period.isNegative()) {
            throw new IpcException(Errno.EINVAL, Sysno.TIMER_SET + " with period " + period + ", bound 0");
        }
        boolean real = first.kind() == Timeout.Kind.REALTIME;
        long from = first.nanos();
        long each = nanos(period);
        lock.lock();
        boolean was;
        try {
            advance();
            was = armed;
            armed = true;
            realtime = real;
            dueNanos = real ? from : sum(scheduler.nowNanos(), Math.max(0, from));
            periodNanos = each;
            expirations = 0;
        } finally {
            lock.unlock();
        }
        expired.wake(Integer.MAX_VALUE);
        return was;
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }

    /** Adds what is not negative, as far as there are numbers. */
    private static long sum(long from, long more) {
        long sum = from + more;
        return sum < from ? Long.MAX_VALUE : sum;
    }

    boolean cancel() {
        lock.lock();
        try {
            advance();
            boolean was = armed;
            armed = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** The real-time clock was set: who waits for a moment of it is to look again. */
    void clockSet() {
        expired.wake(Integer.MAX_VALUE);
    }

    // ---- counting, under the lock

    private long clock() {
        return realtime ? scheduler.realtimeNanos() : scheduler.nowNanos();
    }

    /** Counts the expirations until now. */
    private void advance() {
        if (!armed || dueNanos == Long.MAX_VALUE) {
            return;
        }
        long late = clock() - dueNanos;
        if (late < 0) {
            return;
        }
        long more = periodNanos == 0 ? 0 : late / periodNanos;
        expirations = sum(sum(expirations, more), 1);
        armed = periodNanos > 0;
        dueNanos = sum(dueNanos + more * periodNanos, periodNanos);
    }

    /** Returns when to look again: at once if it is signaled, never if only setting it makes it so. */
    long againNanos() {
        if (expirations > 0) {
            return 0;
        }
        if (!armed || dueNanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return realtime ? scheduler.lookNanos(dueNanos) : dueNanos;
    }

    @Override
    public long take(Owner owner) {
        return taken();
    }

    private long taken() {
        long count = expirations;
        if (reset == Reset.AUTO && count > 0) {
            overruns = count - 1;
            expirations = 0;
        }
        return count;
    }

    @Override
    public int offers(Owner owner) {
        advance();
        return expirations > 0 ? READY : NOT_NOW;
    }

    // ---- waiting

    @Override
    public ShortLock guard() {
        return lock;
    }

    @Override
    public long assertedAt(Signal signal) {
        lock.lock();
        try {
            advance();
            return againNanos();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return expired;
    }

    /** Takes what has come; 0 if nothing has. */
    long tryTake() {
        lock.lock();
        try {
            advance();
            return taken();
        } finally {
            lock.unlock();
        }
    }

    long await(Deadline deadline) {
        while (true) {
            long ticket = expired.ticket(); // before the look: being set between look and park is not missed
            long count;
            long again;
            lock.lock();
            try {
                advance();
                count = taken();
                again = againNanos();
            } finally {
                lock.unlock();
            }
            if (count > 0) {
                return count;
            }
            expired.park(ticket, deadline, again);
        }
    }

    TimerStatus status() {
        lock.lock();
        try {
            advance();
            long remaining = armed ? Math.max(0, dueNanos - clock()) : 0;
            return new TimerStatus(
                    reset,
                    armed,
                    Duration.ofNanos(remaining),
                    Duration.ofNanos(periodNanos),
                    expirations,
                    overruns,
                    expired.waiting());
        } finally {
            lock.unlock();
        }
    }
}
