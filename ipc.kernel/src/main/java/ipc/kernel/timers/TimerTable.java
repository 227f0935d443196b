package ipc.kernel.timers;

import ipc.api.Timer.Reset;
import ipc.api.TimerStatus;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.KernelScheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All timers of a kernel, by number, each from its first handle to its last. */
public final class TimerTable {
    private static final String WORD = "timers";
    private static final int MODE = 0600;

    private final KernelScheduler scheduler;
    private final Scheduler parts;
    private final ShortLock mutex;
    private final NavigableMap<Long, KernelTimer> timers = new TreeMap<>();
    private long made;

    /**
     * Makes a table without timers.
     *
     * @param scheduler tells the time
     * @param parts makes locks and wait queues, as a rule the same
     */
    public TimerTable(KernelScheduler scheduler, Scheduler parts) {
        this.scheduler = scheduler;
        this.parts = parts;
        this.mutex = scheduler.newMutex(WORD);
        scheduler.whenClockIsSet(() -> all().forEach(KernelTimer::clockSet));
    }

    KernelScheduler scheduler() {
        return scheduler;
    }

    Scheduler parts() {
        return parts;
    }

    /** Makes a timer that one handle refers to. */
    KernelTimer make(KernelProcess owner, Reset reset) {
        var credentials = owner.credentials();
        var access = new SecurityPolicy.Node(credentials.uid(), credentials.gid(), MODE);
        mutex.lock();
        try {
            KernelTimer timer = new KernelTimer(++made, reset, access, this);
            retain(timer);
            timers.put(made, timer);
            return timer;
        } finally {
            mutex.unlock();
        }
    }

    /** One more refers to it, unless the last one has gone. */
    void retain(KernelTimer timer) {
        timer.references().add("timer " + timer.number());
    }

    /** One fewer refers to it. */
    void release(KernelTimer timer) {
        if (timer.references().remove()) {
            mutex.lock();
            try {
                timers.remove(timer.number());
            } finally {
                mutex.unlock();
            }
        }
    }

    private List<KernelTimer> all() {
        mutex.lock();
        try {
            return List.copyOf(timers.values());
        } finally {
            mutex.unlock();
        }
    }

    /** Returns how many timers there are. */
    public int count() {
        return all().size();
    }

    /** Looks at all timers, by number. */
    public List<ObjectSnapshot> snapshots() {
        List<ObjectSnapshot> result = new ArrayList<>();
        scheduler.inside(() -> all().forEach(timer -> result.add(snapshot(timer))));
        return result;
    }

    private static ObjectSnapshot snapshot(KernelTimer timer) {
        TimerStatus status = timer.status();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("armed flag", status.armed() ? 1L : 0L);
        figures.put("remaining nanoseconds", status.remaining().toNanos());
        figures.put("period nanoseconds", status.period().toNanos());
        figures.put("expirations times", status.expirations());
        figures.put("waiting calls", (long) status.waiting());
        SecurityPolicy.Node access = timer.access();
        return new ObjectSnapshot(
                WORD,
                timer.number(),
                "",
                access.ownerUid(),
                access.ownerGid(),
                access.mode(),
                timer.references().count(),
                figures);
    }
}
