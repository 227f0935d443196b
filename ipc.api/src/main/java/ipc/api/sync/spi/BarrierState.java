package ipc.api.sync.spi;

import ipc.api.spi.ObjectState;
import ipc.api.sync.BarrierOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Everything in a barrier, for another provider to go on with.
 *
 * <p>A ticket is {@code generation * parties + how many came before}. A wait whose generation has ended was spoilt if
 * that is listed, and has passed otherwise.
 *
 * @param options what it was made with
 * @param generation the number of the present generation, from 0
 * @param arrived how many of it have come
 * @param broken whether nobody can come
 * @param passed how many generations were complete
 * @param spoilt generations some of whose waits have not ended yet, ascending, unmodifiable
 */
public record BarrierState(
        BarrierOptions options, long generation, int arrived, boolean broken, long passed, List<Spoilt> spoilt)
        implements ObjectState {

    /**
     * A generation that is not going to be complete.
     *
     * @param generation its number
     * @param waits how many did not hear of it yet
     */
    public record Spoilt(long generation, int waits) {}

    /**
     * Returns the state of a barrier with which nothing has happened yet.
     *
     * @param options what it is made with
     * @return nobody has come
     */
    public static BarrierState first(BarrierOptions options) {
        return new BarrierState(options, 0, 0, false, 0, List.of());
    }

    /**
     * Tells how it is with a wait.
     *
     * @param ticket of it
     * @return {@link BarrierObject#PASSED}, {@link BarrierObject#BROKEN} or {@link BarrierObject#NOT_YET}
     */
    public int outcome(long ticket) {
        long theirs = ticket / options.parties();
        if (theirs >= generation) {
            return BarrierObject.NOT_YET;
        }
        return spoilt.stream().anyMatch(each -> each.generation() == theirs)
                ? BarrierObject.BROKEN
                : BarrierObject.PASSED;
    }

    @Override
    public long items() {
        return arrived + spoiltWaits();
    }

    private long spoiltWaits() {
        return spoilt.stream().mapToLong(Spoilt::waits).sum();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("arrived", (long) arrived);
        sums.put("broken", broken ? 1L : 0L);
        sums.put("generation", generation);
        sums.put("passed", passed);
        sums.put("spoilt", spoiltWaits());
        return sums;
    }

    /** {@inheritDoc} As many that wait as there are parties are one, or somebody who waits while it is broken. */
    @Override
    public String contradiction() {
        if (arrived < 0 || arrived >= options.parties()) {
            return arrived + " of " + options.parties() + " parties wait";
        }
        if (broken && arrived > 0) {
            return "it is broken, and " + arrived + " wait";
        }
        if (passed > generation) {
            return passed + " generations passed, of " + generation;
        }
        long before = -1;
        for (Spoilt each : spoilt) {
            if (each.generation() <= before || each.generation() >= generation || each.waits() < 1) {
                return each + " before generation " + generation;
            }
            before = each.generation();
        }
        return "";
    }
}
