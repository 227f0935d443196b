package ipc.kernel;

import ipc.api.Waits.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several processes did with semaphores and mutexes, and whether it can have happened one step after the other:
 * each at some moment between its beginning and its end, on objects that are no more than counts.
 *
 * <p>The search goes through all orders, and through none twice that lead to the same place (Wing and Gong, with the
 * memory of Lowe).
 */
final class WaitHistory {
    private final int processes;

    /** What is there at first; a mutex is a count of one. */
    private final int[] permits;

    private final Set<Integer> mutexes;
    private final List<Step> steps = new ArrayList<>();
    private int clock;

    WaitHistory(int processes, int[] permits, Set<Integer> mutexes) {
        this.processes = processes;
        this.permits = permits.clone();
        this.mutexes = mutexes;
    }

    /** What can be done. */
    private enum Kind {
        TAKE_ANY,
        TAKE_ALL,
        GIVE,
        MEND,
        GONE,
        SEE
    }

    /** How a step ended. */
    private enum End {
        /** Nobody knows, because the process died in it: it was done or not. */
        UNKNOWN,
        DONE,
        /** It found too little. */
        TOO_LATE,
        /** It was given up for another reason. */
        NOTHING
    }

    /** Something that a process has done. */
    final class Step {
        private final Kind kind;
        private final int process;
        private final int[] objects;
        private final int begun = ++clock;
        private int ended = Integer.MAX_VALUE;
        private End end = End.UNKNOWN;
        private int index;
        private List<Integer> abandoned = List.of();

        private Step(Kind kind, int process, int... objects) {
            this.kind = kind;
            this.process = process;
            this.objects = objects;
            steps.add(this);
        }

        void done() {
            end(End.DONE);
        }

        void took(Outcome outcome) {
            index = outcome.index();
            abandoned = outcome.abandoned();
            end(End.DONE);
        }

        void cameTooLate() {
            end(End.TOO_LATE);
        }

        void gaveUp() {
            end(End.NOTHING);
        }

        private void end(End how) {
            end = how;
            ended = ++clock;
        }

        @Override
        public String toString() {
            return begun + ".." + (end == End.UNKNOWN ? "" : ended) + " process " + process + " " + kind + " "
                    + Arrays.toString(objects) + " " + end + " " + index + " " + abandoned;
        }
    }

    Step takes(boolean all, int process, int... objects) {
        return new Step(all ? Kind.TAKE_ALL : Kind.TAKE_ANY, process, objects);
    }

    Step gives(int process, int object) {
        return new Step(Kind.GIVE, process, object);
    }

    Step mends(int process, int mutex) {
        return new Step(Kind.MEND, process, mutex);
    }

    /** A process goes, and what it has of an object goes back at some moment. */
    Step goes(int process, int object) {
        return new Step(Kind.GONE, process, object);
    }

    /** Somebody sees at the end how much there is. */
    void seen(int object, int count) {
        Step step = new Step(Kind.SEE, 0, object);
        step.index = count;
        step.done();
    }

    // ---- the search

    /** Returns null if it can have happened so; otherwise the history. */
    @Nullable
    String contradiction() {
        return leads(new State(permits.clone(), new int[processes][permits.length], 0, 0), 0, new HashSet<>())
                ? null
                : "no order explains "
                        + String.join("\n", steps.stream().map(Step::toString).toList());
    }

    /** Counts, who has how many, which mutexes were abandoned, and which processes are going. */
    private static final class State {
        private final int[] permits;
        private final int[][] taken;
        private final int abandoned;
        private final int going;

        private State(int[] permits, int[][] taken, int abandoned, int going) {
            this.permits = permits;
            this.taken = taken;
            this.abandoned = abandoned;
            this.going = going;
        }

        State copy(int nowAbandoned, int nowGoing) {
            int[][] copy = Arrays.stream(taken).map(int[]::clone).toArray(int[][]::new);
            return new State(permits.clone(), copy, nowAbandoned, nowGoing);
        }

        State copy() {
            return copy(abandoned, going);
        }

        boolean isAbandoned(int object) {
            return (abandoned & (1 << object)) != 0;
        }

        String key(long done) {
            return done + Arrays.toString(permits) + Arrays.deepToString(taken) + abandoned + "," + going;
        }
    }

    private boolean leads(State state, long done, Set<String> seen) {
        if (!seen.add(state.key(done))) {
            return false;
        }
        int firstEnd = Integer.MAX_VALUE;
        for (int i = 0; i < steps.size(); i++) {
            firstEnd = isDone(done, i) ? firstEnd : Math.min(firstEnd, steps.get(i).ended);
        }
        if (firstEnd == Integer.MAX_VALUE) {
            return true; // what is left may not have happened
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            State next = isDone(done, i) || step.begun > firstEnd ? null : after(state, step);
            if (next != null && leads(next, done | (1L << i), seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDone(long done, int step) {
        return (done & (1L << step)) != 0;
    }

    /** Returns what a step leaves behind, or null if it cannot come now. */
    private @Nullable State after(State state, Step step) {
        if (step.end == End.NOTHING) {
            return state;
        }
        if (step.end == End.UNKNOWN && (state.going & (1 << step.process)) != 0) {
            return null;
        }
        int object = step.objects[0];
        return switch (step.kind) {
            case TAKE_ANY, TAKE_ALL -> afterTaking(state, step);
            case GIVE -> state.taken[step.process][object] == 0 ? null : moved(state.copy(), step.process, object, -1);
            case MEND ->
                state.taken[step.process][object] == 0
                        ? null
                        : state.copy(state.abandoned & ~(1 << object), state.going);
            case GONE -> afterGoing(state, step.process, object);
            case SEE -> state.permits[object] == step.index ? state : null;
        };
    }

    private State afterGoing(State state, int process, int object) {
        int had = state.taken[process][object];
        boolean abandons = had > 0 && mutexes.contains(object);
        int abandoned = abandons ? state.abandoned | (1 << object) : state.abandoned;
        return moved(state.copy(abandoned, state.going | (1 << process)), process, object, -had);
    }

    private static @Nullable State afterTaking(State state, Step step) {
        int[] found = step.kind == Kind.TAKE_ALL ? all(state, step.objects) : first(state, step.objects);
        if (found.length == 0 || step.end == End.TOO_LATE) {
            return found.length == 0 && step.end == End.TOO_LATE ? state : null;
        }
        State next = state.copy();
        List<Integer> abandoned = new ArrayList<>();
        for (int index : found) {
            moved(next, step.process, step.objects[index], 1);
            if (state.isAbandoned(step.objects[index])) {
                abandoned.add(index);
            }
        }
        boolean asTold = step.end == End.UNKNOWN || (step.index == found[0] && step.abandoned.equals(abandoned));
        return asTold ? next : null;
    }

    private static int[] all(State state, int[] objects) {
        int[] indices = new int[objects.length];
        Arrays.setAll(indices, i -> i);
        return Arrays.stream(objects).allMatch(object -> state.permits[object] > 0) ? indices : new int[0];
    }

    private static int[] first(State state, int[] objects) {
        for (int i = 0; i < objects.length; i++) {
            if (state.permits[objects[i]] > 0) {
                return new int[] {i};
            }
        }
        return new int[0];
    }

    private static State moved(State state, int process, int object, int count) {
        state.permits[object] -= count;
        state.taken[process][object] += count;
        return state;
    }
}
