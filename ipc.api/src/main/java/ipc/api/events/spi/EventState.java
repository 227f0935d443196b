package ipc.api.events.spi;

import ipc.api.events.EventOptions;
import ipc.api.spi.ObjectState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Everything in an event, for another provider to go on with.
 *
 * @param manual whether it lets all go
 * @param set whether it is set
 * @param releases how many there were
 * @param waits tickets of those that wait, ascending, unmodifiable; empty if it is manual: all before the latest
 *     release pass
 * @param grants releases that nobody has taken yet, ascending, unmodifiable; empty if it is manual
 */
public record EventState(boolean manual, boolean set, long releases, List<Long> waits, List<Grant> grants)
        implements ObjectState {

    /**
     * A release on its way to one that waits.
     *
     * @param number how many releases were before it: it is for a ticket that is at most this
     * @param kept whether it outlives those it is for, because it comes from {@code set}
     */
    public record Grant(long number, boolean kept) {}

    /**
     * Returns the state of an event with which nothing has happened yet.
     *
     * @param options what it is made with
     * @return set or not, and nobody waits
     */
    public static EventState first(EventOptions options) {
        return new EventState(options.isManual(), options.isSet(), 0, List.of(), List.of());
    }

    @Override
    public long items() {
        return (set ? 1L : 0L) + waits.size();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("set", set ? 1L : 0L);
        sums.put("releases", releases);
        sums.put("waits", (long) waits.size());
        sums.put("grants", (long) grants.size());
        return sums;
    }

    /** {@inheritDoc} A release without a wait that it could be for is one, or a set event that is waited for. */
    @Override
    public String contradiction() {
        if (manual) {
            return waits.isEmpty() && grants.isEmpty() ? "" : "a manual event counts who waits";
        }
        if (set && waits.size() > grants.size()) {
            return "it is set, and " + (waits.size() - grants.size()) + " wait";
        }
        for (int i = 0; i < grants.size(); i++) {
            long number = grants.get(i).number();
            long candidates = waits.stream().filter(ticket -> ticket <= number).count();
            if (candidates <= i || number >= releases) {
                return (i + 1) + " releases up to number " + number + " of " + releases + " are for " + candidates
                        + " waits";
            }
        }
        return "";
    }
}
