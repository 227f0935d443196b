package ipc.kernel.call;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.admin.TraceRecord;
import ipc.api.kernel.Scheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Unwind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records the system calls of traced processes in one ring, as {@code strace} would print them.
 *
 * <p>A call that is not traced meets none of this. A traced one takes a record along and puts it into the ring when it
 * ends, so that the ring is in the order of the ends; {@link TraceRecord#sequence} is the order of the beginnings.
 */
public final class Tracer {
    private final ArrayDeque<TraceRecord> ring = new ArrayDeque<>();
    private final Scheduler clock;
    private final IntSupplier max;
    private long begun;

    /** A call under way; touched by its own thread only. */
    private static final class Entry {
        private final long sequence;
        private final long nanos;
        private final int pid;
        private final Sysno call;
        private String arguments = "";
        private String result = "0";

        private Entry(long sequence, long nanos, int pid, Sysno call) {
            this.sequence = sequence;
            this.nanos = nanos;
            this.pid = pid;
            this.call = call;
        }
    }

    /**
     * Makes an empty tracer.
     *
     * @param clock tells when
     * @param max how many records it keeps now
     */
    public Tracer(Scheduler clock, IntSupplier max) {
        this.clock = clock;
        this.max = max;
    }

    synchronized Object began(int pid, Sysno call) {
        return new Entry(++begun, clock.nowNanos(), pid, call);
    }

    /**
     * Notes the arguments of a traced call.
     *
     * @param task the calling thread's task; its call is traced
     * @param format of the arguments
     * @param arguments the arguments
     */
    public static void arguments(Task task, String format, @Nullable Object... arguments) {
        if (task.trace() instanceof Entry entry) {
            entry.arguments = String.format(Locale.ROOT, format, arguments);
        }
    }

    /**
     * Notes the arguments of a traced call through a handle.
     *
     * @param task the calling thread's task; its call is traced
     * @param handle the handle's number
     * @param others what follows it
     */
    public static void arguments(Task task, int handle, Object... others) {
        if (task.trace() instanceof Entry entry) {
            StringBuilder text = new StringBuilder().append(handle);
            for (Object other : others) {
                text.append(", ").append(other);
            }
            entry.arguments = text.toString();
        }
    }

    /**
     * Notes the result of a call, if it is traced.
     *
     * @param task the calling thread's task
     * @param result the result
     */
    public static void result(Task task, @Nullable Object result) {
        if (task.trace() instanceof Entry entry) {
            entry.result = String.valueOf(result);
        }
    }

    /**
     * Notes the result of a call, if it is traced; no object is made before that is likely.
     *
     * @param task the calling thread's task
     * @param result the result
     */
    public static void result(Task task, long result) {
        if (task.isFollowed()) {
            result(task, Long.valueOf(result));
        }
    }

    /**
     * Notes the result of a call, if it is traced, as quickly.
     *
     * @param task the calling thread's task
     * @param result the result
     */
    public static void result(Task task, boolean result) {
        if (task.isFollowed()) {
            result(task, Boolean.valueOf(result));
        }
    }

    void failed(Task task, Throwable failure) {
        Object result = switch (failure) {
            case IpcException refused -> "-1 " + refused.errno() + errnoNumber(refused.errno());
            case Unwind unwind -> "? " + unwind.reason();
            default -> "? " + failure.getClass().getSimpleName();
        };
        result(task, result);
    }

    private static String errnoNumber(Errno errno) {
        return " (" + errno.number() + ")";
    }

    void ended(Task task) {
        if (task.trace() instanceof Entry entry) {
            task.trace(null);
            String call = entry.call + "(" + entry.arguments + ")";
            long duration = clock.nowNanos() - entry.nanos;
            add(new TraceRecord(entry.sequence, entry.nanos, duration, entry.pid, call, entry.result));
        }
    }

    private synchronized void add(TraceRecord trace) {
        ring.addLast(trace);
        while (ring.size() > max.getAsInt()) {
            ring.removeFirst();
        }
    }

    /**
     * Takes records out.
     *
     * @param pid whose; 0 for all
     * @return the records, oldest end first
     */
    public synchronized List<TraceRecord> take(int pid) {
        List<TraceRecord> taken = new ArrayList<>();
        for (Iterator<TraceRecord> records = ring.iterator(); records.hasNext(); ) {
            TraceRecord trace = records.next();
            if (pid == 0 || trace.pid() == pid) {
                taken.add(trace);
                records.remove();
            }
        }
        return taken;
    }
}
