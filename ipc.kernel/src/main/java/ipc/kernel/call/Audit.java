package ipc.kernel.call;

import ipc.api.Errno;
import ipc.api.Sysno;
import ipc.api.admin.AuditRecord;
import ipc.api.kernel.Scheduler;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.IntSupplier;

/** Keeps the latest refusals, one record for each. */
public final class Audit {
    private final ArrayDeque<AuditRecord> records = new ArrayDeque<>();
    private final Scheduler clock;
    private final IntSupplier max;
    private long count;

    /**
     * Makes an empty audit.
     *
     * @param clock tells when
     * @param max how many records it keeps now
     */
    public Audit(Scheduler clock, IntSupplier max) {
        this.clock = clock;
        this.max = max;
    }

    /**
     * Records a refusal.
     *
     * @param pid who asked
     * @param call which call
     * @param object what it was about
     * @param right what was missing
     * @param errno what the caller is told
     */
    public synchronized void refused(int pid, Sysno call, String object, String right, Errno errno) {
        count++;
        records.addLast(new AuditRecord(clock.nowNanos(), pid, call.toString(), object, right, errno));
        while (records.size() > max.getAsInt()) {
            records.removeFirst();
        }
    }

    /** Returns the latest refusals, oldest first. */
    public synchronized List<AuditRecord> records() {
        return List.copyOf(records);
    }

    /** Returns how many calls have been refused. */
    public synchronized long count() {
        return count;
    }
}
