package ipc.events;

import ipc.api.events.spi.EventState;
import ipc.api.events.spi.EventState.Grant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who waits for an automatic event, and the releases on their way to them; under the lock of the event.
 *
 * <p>A release is for one of those whose ticket is at most its number, and which of them takes it is up to the wait
 * queue. There are never more releases up to a number than waits up to it, so each release finds somebody, and what is
 * left without a release is a wait that came later.
 */
final class Turns {
    private static final int KEPT = 1;

    /** Tickets of those that wait. */
    private final Ascending waits = new Ascending();

    /** Twice the number of each release, and one more if it is kept. */
    private final Ascending grants = new Ascending();

    private long releases;

    Turns(EventState state) {
        state.waits().forEach(waits::add);
        state.grants().forEach(grant -> grants.add(encoded(grant.number(), grant.kept())));
        releases = state.releases();
    }

    private static long encoded(long number, boolean kept) {
        return number << 1 | (kept ? KEPT : 0);
    }

    private static boolean isKept(long grant) {
        return (grant & KEPT) != 0;
    }

    /** Begins a wait; returns its ticket. */
    long enter() {
        waits.add(releases);
        return releases;
    }

    /** Lets one go that waits; false if nobody does who was not let go. */
    boolean grant(boolean kept) {
        if (waits.size() == grants.size()) {
            return false;
        }
        grants.add(encoded(releases, kept));
        releases++;
        return true;
    }

    /** Tells whether releases are on their way. */
    boolean hasGrants() {
        return grants.size() > 0;
    }

    /** Ends a wait with the release that fewest others could take; false if there is none for it. */
    boolean take(long ticket) {
        int grant = grants.from(encoded(ticket, false));
        if (grant == grants.size()) {
            return false;
        }
        grants.remove(grant);
        forget(ticket);
        return true;
    }

    private boolean forget(long ticket) {
        int wait = waits.from(ticket);
        boolean known = wait < waits.size() && waits.get(wait) == ticket;
        if (known) {
            waits.remove(wait);
        }
        return known;
    }

    /** Ends a wait without a release; returns whether one that is to be kept is now for nobody. */
    boolean leave(long ticket) {
        int tooMany = forget(ticket) ? firstTooMany() : grants.size();
        if (tooMany == grants.size()) {
            return false;
        }
        int dropped = tooMany;
        for (int i = tooMany; i >= 0; i--) {
            dropped = isKept(grants.get(i)) ? dropped : i; // one of those that nobody keeps, if there is any
        }
        boolean kept = isKept(grants.get(dropped));
        grants.remove(dropped);
        return kept;
    }

    /** Returns the first release that has more like it than there are waits for them. */
    private int firstTooMany() {
        int grant = 0;
        while (grant < grants.size() && waits.from((grants.get(grant) >> 1) + 1) > grant) {
            grant++;
        }
        return grant;
    }

    EventState state(boolean set) {
        List<Grant> all = IntStream.range(0, grants.size())
                .mapToObj(grants::get)
                .map(grant -> new Grant(grant >> 1, isKept(grant)))
                .toList();
        return new EventState(false, set, releases, waits.list(), all);
    }
}
