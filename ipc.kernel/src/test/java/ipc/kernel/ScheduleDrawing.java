package ipc.kernel;

import ipc.api.admin.TraceRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws who ran when, who had the mutex and who waited for it, from the traced calls of a run on one processor with one
 * mutex. It knows of each process what its calls tell: who made the latest step runs, unless that step was to wait.
 */
final class ScheduleDrawing {
    private static final long COLUMN_NANOS = 200;
    private static final int MARK_COLUMNS = 10;

    private final List<TraceRecord> trace;
    private final List<String> names;
    private final List<Integer> pids;

    /** A call began or ended. */
    private record Step(TraceRecord call, long nanos) {
        private boolean isBegin() {
            return nanos == call.nanos() && call.durationNanos() > 0;
        }
    }

    /**
     * Makes a drawing.
     *
     * @param trace of all processes, from the first call to the last
     * @param names of the processes to be drawn, from above
     */
    ScheduleDrawing(List<TraceRecord> trace, String... names) {
        this.trace = trace;
        this.names = List.of(names);
        this.pids = this.names.stream().map(this::pid).toList();
    }

    private int pid(String name) {
        String spawned = "spawn(\"" + name + "\")";
        return trace.stream()
                .filter(call -> call.call().equals(spawned))
                .mapToInt(call -> Integer.parseInt(call.result()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns one line for the time and one for each process. */
    String text() {
        long[] moments = moments();
        int width = names.stream().mapToInt(String::length).max().orElse(0) + 2;
        Stream<String> rows = names.stream()
                .map(name -> label(name, width)
                        + LongStream.of(moments)
                                .mapToObj(at -> symbol(pids.get(names.indexOf(name)), at))
                                .collect(Collectors.joining()));
        return Stream.concat(Stream.of(label("", width) + axis(moments)), rows)
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    private static String label(String name, int width) {
        return name + " ".repeat(width - name.length());
    }

    private long[] moments() {
        List<TraceRecord> drawn =
                trace.stream().filter(call -> pids.contains(call.pid())).toList();
        long first = drawn.stream().mapToLong(TraceRecord::nanos).min().orElseThrow();
        long end = drawn.stream().mapToLong(ScheduleDrawing::end).max().orElseThrow();
        return LongStream.iterate(first - first % COLUMN_NANOS, at -> at < end, at -> at + COLUMN_NANOS)
                .toArray();
    }

    private static String axis(long[] moments) {
        StringBuilder axis = new StringBuilder();
        for (int i = 0; i < moments.length; i += MARK_COLUMNS) {
            String mark = "|" + moments[i] + " ns";
            axis.append(label(mark, MARK_COLUMNS));
        }
        return axis.toString();
    }

    private static long end(TraceRecord call) {
        return call.nanos() + call.durationNanos();
    }

    // ---- what a process does at a moment

    private String symbol(int pid, long at) {
        boolean runs = runner(at) == pid;
        if (holder(at) == pid) {
            return runs ? "#" : "h";
        }
        if (!isThere(pid, at) || sleeps(pid, at)) {
            return " ";
        }
        if (waits(pid, at)) {
            return "w";
        }
        return runs ? "=" : ".";
    }

    private boolean isThere(int pid, long at) {
        List<Step> own = steps(step -> step.call().pid() == pid).toList();
        return own.getFirst().nanos() <= at && at < own.getLast().nanos();
    }

    /** Later than it wanted to sleep it could run, and only does not. */
    private boolean sleeps(int pid, long at) {
        TraceRecord call = callOf(pid, at);
        return call != null
                && call.call().startsWith("sleep(")
                && at - call.nanos() < Duration.parse(argument(call)).toNanos();
    }

    private static String argument(TraceRecord call) {
        return call.call().substring(call.call().indexOf('(') + 1, call.call().indexOf(')'));
    }

    private boolean waits(int pid, long at) {
        TraceRecord call = callOf(pid, at);
        return call != null && call.call().startsWith("mutex_lock(") && holder(at) != 0;
    }

    private @Nullable TraceRecord callOf(int pid, long at) {
        return trace.stream()
                .filter(call -> call.pid() == pid && call.nanos() <= at && at < end(call))
                .findFirst()
                .orElse(null);
    }

    /** Who has locked it and whose unlock has not ended; 0 if nobody. */
    private int holder(long at) {
        int holder = 0;
        for (Step step : steps(step -> step.nanos() <= at && !step.isBegin()).toList()) {
            String call = step.call().call();
            int pid = step.call().pid();
            if (call.startsWith("mutex_lock(")) {
                holder = pid;
            } else if (call.startsWith("mutex_unlock(") && holder == pid) {
                holder = 0;
            }
        }
        return holder;
    }

    /** Who made the latest step; if that was to wait, who made the next one, and may have slept before it; else 0. */
    private int runner(long at) {
        int last = steps(step -> step.nanos() <= at).toList().getLast().call().pid();
        if (!isOff(last, at)) {
            return last;
        }
        return steps(step -> step.nanos() > at)
                .mapToInt(step -> step.call().pid())
                .limit(1)
                .filter(next -> !isOff(next, at))
                .findFirst()
                .orElse(0);
    }

    private boolean isOff(int pid, long at) {
        return sleeps(pid, at) || waits(pid, at);
    }

    private Stream<Step> steps(Predicate<Step> wanted) {
        return trace.stream()
                .flatMap(call -> Stream.of(new Step(call, call.nanos()), new Step(call, end(call))))
                .filter(wanted)
                .sorted((one, other) -> Long.compare(one.nanos(), other.nanos()));
    }
}
