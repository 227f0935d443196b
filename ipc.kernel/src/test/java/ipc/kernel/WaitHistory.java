package ipc.kernel;

import ipc.api.Waits.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several processes did with objects of all {@linkplain WaitedKind kinds}, and whether it can have happened one
 * step after the other: each at some moment between its beginning and its end, on objects that are no more than counts.
 *
 * <p>The search goes through all orders, and through none twice that lead to the same place (Wing and Gong, with the
 * memory of Lowe).
 */
final class WaitHistory {
    private final int processes;

    /** What is there at first; a mutex is a count of one, as an event that is set. */
    private final int[] permits;

    private final List<WaitedKind> kinds;
    private final List<Step> steps = new ArrayList<>();
    private int clock;

    WaitHistory(int processes, int[] permits, List<WaitedKind> kinds) {
        this.processes = processes;
        this.permits = permits.clone();
        this.kinds = kinds;
    }

    /** What can be done. */
    private enum Kind {
        TAKE_ANY,
        TAKE_ALL,
        GIVE,
        EMPTY,
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

        /** Of the object that was taken; or how much was there before, or negative if that was not told. */
        private int index = -1;

        /** What ends a wait for all that are not all there; negative for none. */
        private int alert = -1;

        /** Which step of the same call has to come before; negative for none. */
        private int after = -1;

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

        /** It was done, and told how much was there before. */
        void found(int count) {
            index = count;
            done();
        }

        void cameTooLate() {
            end(End.TOO_LATE);
        }

        void gaveUp() {
            end(End.NOTHING);
        }

        private boolean follows(BitSet done) {
            return after < 0 || end == End.NOTHING || done.get(after);
        }

        private boolean tells(State state) {
            return index < 0 || state.permits[objects[0]] == index;
        }

        private int object(int place) {
            return place < objects.length ? objects[place] : alert;
        }

        private void end(End how) {
            end = how;
            ended = ++clock;
        }

        @Override
        public String toString() {
            return begun + ".." + (end == End.UNKNOWN ? "" : ended) + " process " + process + " " + kind + " "
                    + Arrays.toString(objects) + " alert " + alert + " " + end + " " + index + " " + abandoned;
        }
    }

    Step takes(boolean all, int alert, int process, int... objects) {
        Step step = new Step(all ? Kind.TAKE_ALL : Kind.TAKE_ANY, process, objects);
        step.alert = alert;
        return step;
    }

    /** A call gives and then takes. */
    Step takesAfter(Step given, int process, int object) {
        Step step = new Step(Kind.TAKE_ANY, process, object);
        step.after = steps.indexOf(given);
        return step;
    }

    Step gives(int process, int object) {
        return new Step(Kind.GIVE, process, object);
    }

    /** Somebody takes away all that is there. */
    Step empties(int process, int object) {
        return new Step(Kind.EMPTY, process, object);
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
        new Step(Kind.SEE, 0, object).found(count);
    }

    // ---- the search

    /** Returns null if it can have happened so; otherwise the history. */
    @Nullable
    String contradiction() {
        return leads(
                        new State(permits.clone(), new int[processes][permits.length], 0, 0),
                        new BitSet(),
                        new HashSet<>())
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

        String key(BitSet done) {
            return Arrays.toString(done.toLongArray()) + Arrays.toString(permits) + Arrays.deepToString(taken)
                    + abandoned + "," + going;
        }
    }

    private boolean leads(State state, BitSet done, Set<String> seen) {
        if (!seen.add(state.key(done))) {
            return false;
        }
        int firstEnd = Integer.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < steps.size(); i = done.nextClearBit(i + 1)) {
            firstEnd = Math.min(firstEnd, steps.get(i).ended);
        }
        if (firstEnd == Integer.MAX_VALUE) {
            return true; // what is left may not have happened
        }
        for (int i = done.nextClearBit(0); i < steps.size(); i = done.nextClearBit(i + 1)) {
            Step step = steps.get(i);
            State next = step.begun <= firstEnd && step.follows(done) ? after(state, step) : null;
            if (next != null && leads(next, with(done, i), seen)) {
                return true;
            }
        }
        return false;
    }

    private static BitSet with(BitSet done, int step) {
        BitSet more = (BitSet) done.clone();
        more.set(step);
        return more;
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
            case GIVE -> afterGiving(state, step);
            case EMPTY -> step.tells(state) ? changed(state.copy(), object, 0) : null;
            case MEND ->
                state.taken[step.process][object] == 0
                        ? null
                        : state.copy(state.abandoned & ~(1 << object), state.going);
            case GONE -> afterGoing(state, step.process, object);
            case SEE -> step.tells(state) ? state : null;
        };
    }

    private @Nullable State afterGiving(State state, Step step) {
        int object = step.objects[0];
        if (kinds.get(object).isOwned()) {
            return state.taken[step.process][object] == 0 ? null : moved(state.copy(), step.process, object, -1);
        }
        int count = Math.min(state.permits[object] + 1, kinds.get(object).most());
        return step.tells(state) ? changed(state.copy(), object, count) : null;
    }

    private State afterGoing(State state, int process, int object) {
        int had = state.taken[process][object];
        boolean abandons = had > 0 && kinds.get(object) == WaitedKind.MUTEX;
        int abandoned = abandons ? state.abandoned | (1 << object) : state.abandoned;
        return moved(state.copy(abandoned, state.going | (1 << process)), process, object, -had);
    }

    private @Nullable State afterTaking(State state, Step step) {
        int[] found = found(state, step);
        if (found.length == 0 || step.end == End.TOO_LATE) {
            return found.length == 0 && step.end == End.TOO_LATE ? state : null;
        }
        State next = state.copy();
        List<Integer> abandoned = new ArrayList<>();
        for (int index : found) {
            int object = step.object(index);
            take(next, step.process, object);
            if (state.isAbandoned(object)) {
                abandoned.add(index);
            }
        }
        boolean asTold = step.end == End.UNKNOWN || (step.index == found[0] && step.abandoned.equals(abandoned));
        return asTold ? next : null;
    }

    private void take(State state, int process, int object) {
        if (kinds.get(object).isOwned()) {
            moved(state, process, object, 1);
        } else if (kinds.get(object).isTaken()) {
            changed(state, object, state.permits[object] - 1);
        }
    }

    private static int[] found(State state, Step step) {
        if (step.kind == Kind.TAKE_ANY) {
            return first(state, step.objects);
        }
        int[] all = all(state, step.objects);
        boolean alerted = all.length == 0 && step.alert >= 0 && state.permits[step.alert] > 0;
        return alerted ? new int[] {step.objects.length} : all;
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

    private static State changed(State state, int object, int count) {
        state.permits[object] = count;
        return state;
    }
}
