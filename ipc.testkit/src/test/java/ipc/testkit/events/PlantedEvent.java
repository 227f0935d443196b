package ipc.testkit.events;

import static ipc.testkit.events.EventBug.ALWAYS_SIGNALED;
import static ipc.testkit.events.EventBug.AUTO_STAYS_SET;
import static ipc.testkit.events.EventBug.COUNTS_THOSE_THAT_LEFT;
import static ipc.testkit.events.EventBug.DROPS_SETS_BEFORE_PULSES;
import static ipc.testkit.events.EventBug.KEEPS_MEMORY;
import static ipc.testkit.events.EventBug.KEEPS_PULSES;
import static ipc.testkit.events.EventBug.LETS_LATECOMERS_GO;
import static ipc.testkit.events.EventBug.LETS_TWO_GO;
import static ipc.testkit.events.EventBug.MANUAL_IS_USED_UP;
import static ipc.testkit.events.EventBug.MANUAL_LETS_ONE_GO;
import static ipc.testkit.events.EventBug.NEVER_TAKES_AT_THE_LAST_MOMENT;
import static ipc.testkit.events.EventBug.NOT_TAKEN;
import static ipc.testkit.events.EventBug.OFFERS_WHAT_IS_NOT_THERE;
import static ipc.testkit.events.EventBug.PULSE_LEAVES_SET;
import static ipc.testkit.events.EventBug.PULSE_LETS_NOBODY_GO;
import static ipc.testkit.events.EventBug.PULSE_STORES;
import static ipc.testkit.events.EventBug.RESET_TAKES_BACK;
import static ipc.testkit.events.EventBug.SETS_ALTHOUGH_ONE_WAITS;
import static ipc.testkit.events.EventBug.STATE_WITHOUT_GRANTS;
import static ipc.testkit.events.EventBug.STATE_WITHOUT_WAITS;
import static ipc.testkit.events.EventBug.TAKEN_WHOLE;
import static ipc.testkit.events.EventBug.TAKES_A_SET_ALONG;
import static ipc.testkit.events.EventBug.TAKES_THE_LAST_RELEASE;
import static ipc.testkit.events.EventBug.TELLS_NO_WATCH;
import static ipc.testkit.events.EventBug.TELLS_WHAT_IS_AFTERWARDS;
import static ipc.testkit.events.EventBug.TICKET_AFTER_TEST;
import static ipc.testkit.events.EventBug.WAKES_ALL;
import static ipc.testkit.events.EventBug.WAKES_NOBODY;

import ipc.api.Signal;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.events.spi.EventState.Grant;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An event with a bug: either kind in lists, without regard to cost. */
final class PlantedEvent implements EventObject {
    private final PlantedEvents events;
    private final Memory.Charge charge;
    private final ShortLock lock;
    private final WaitQueue released;
    private final boolean manual;
    private boolean set;
    private long releases;
    private final List<Long> waits;
    private final List<Grant> grants;

    PlantedEvent(PlantedEvents events, String name, EventState state) {
        this.events = events;
        this.charge = events.memory().charge(1);
        this.lock = events.scheduler().newLock(name);
        this.released = events.scheduler().newWaitQueue(name);
        this.manual = state.manual();
        this.set = state.set();
        this.releases = state.releases();
        this.waits = new ArrayList<>(state.waits());
        this.grants = new ArrayList<>(state.grants());
    }

    private boolean locked(BooleanSupplier body) {
        lock.lock();
        try {
            return body.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long begin() {
        long[] ticket = {PASSED};
        locked(() -> {
            if (!passes()) {
                ticket[0] = events.has(LETS_LATECOMERS_GO) ? Math.max(0, releases - 1) : releases;
                if (!manual) {
                    waits.add(ticket[0]);
                }
            }
            return true;
        });
        return ticket[0];
    }

    private boolean passes() {
        boolean was = set;
        boolean stays = manual ? !events.has(MANUAL_IS_USED_UP) : events.has(AUTO_STAYS_SET);
        set = was && stays;
        return was;
    }

    @Override
    public boolean await(long ticket, Deadline deadline) {
        boolean late = events.has(TICKET_AFTER_TEST);
        while (true) {
            long turn = late ? 0 : released.ticket();
            if (locked(() -> take(ticket))) {
                return true;
            }
            if (deadline.immediate()) {
                return false;
            }
            released.park(late ? released.ticket() : turn, deadline);
        }
    }

    private boolean take(long ticket) {
        if (manual && !events.has(MANUAL_LETS_ONE_GO)) {
            return events.has(RESET_TAKES_BACK) ? releases != ticket && set : releases != ticket;
        }
        if (manual) {
            return releases != ticket && grants.size() < releases && grants.add(new Grant(0, true));
        }
        boolean last = events.has(TAKES_THE_LAST_RELEASE);
        for (int i = 0; i < grants.size(); i++) {
            int candidate = last ? grants.size() - 1 - i : i;
            if (grants.get(candidate).number() >= ticket) {
                grants.remove(candidate);
                waits.remove(ticket);
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean leave(long ticket, boolean takes) {
        return locked(() -> {
            boolean taken = takes && !events.has(NEVER_TAKES_AT_THE_LAST_MOMENT) && take(ticket);
            if (!taken && !events.has(COUNTS_THOSE_THAT_LEFT) && waits.remove(ticket)) {
                settle();
            }
            return taken;
        });
    }

    /** At most one release is for nobody. */
    private void settle() {
        for (int i = 0; i < grants.size(); i++) {
            long number = grants.get(i).number();
            if (waits.stream().filter(wait -> wait <= number).count() <= i) {
                Grant dropped = dropped(i);
                grants.remove(dropped);
                if ((dropped.kept() || events.has(KEEPS_PULSES)) && !events.has(TAKES_A_SET_ALONG)) {
                    open(true);
                }
                return;
            }
        }
    }

    private Grant dropped(int upTo) {
        boolean wanted = events.has(DROPS_SETS_BEFORE_PULSES);
        return grants.subList(0, upTo + 1).stream()
                .filter(grant -> grant.kept() == wanted)
                .findFirst()
                .orElse(grants.get(upTo));
    }

    private void open(boolean kept) {
        boolean waited = manual || waits.size() > grants.size();
        boolean lets = kept || !events.has(PULSE_LETS_NOBODY_GO);
        if (waited && lets) {
            release(kept);
        }
        boolean stays = manual || !waited || events.has(SETS_ALTHOUGH_ONE_WAITS);
        set = kept ? stays : events.has(PULSE_LEAVES_SET) || (!waited && events.has(PULSE_STORES));
        wake();
    }

    private void release(boolean kept) {
        if (!manual) {
            grants.add(new Grant(releases, kept));
            if (events.has(LETS_TWO_GO) && waits.size() > grants.size()) {
                grants.add(new Grant(releases, kept));
            }
        }
        releases++;
    }

    private void wake() {
        if (events.has(WAKES_NOBODY) || (set && events.has(TELLS_NO_WATCH))) {
            return;
        }
        released.wake(manual || events.has(WAKES_ALL) ? Integer.MAX_VALUE : 1);
    }

    @Override
    public boolean set() {
        return locked(() -> changed(() -> {
            if (!set) {
                open(true);
            }
        }));
    }

    @Override
    public boolean reset() {
        return locked(() -> changed(() -> set = false));
    }

    @Override
    public boolean pulse() {
        return locked(() -> changed(() -> {
            if (set) {
                set = false;
            } else {
                open(false);
            }
        }));
    }

    private boolean changed(Runnable change) {
        boolean before = set;
        change.run();
        return events.has(TELLS_WHAT_IS_AFTERWARDS) ? set : before;
    }

    @Override
    public long assertedAt(Signal signal) {
        return set || events.has(ALWAYS_SIGNALED) ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return released;
    }

    @Override
    public ShortLock guard() {
        return lock;
    }

    @Override
    public int offers(Owner owner) {
        return set || events.has(OFFERS_WHAT_IS_NOT_THERE) ? READY : NOT_NOW;
    }

    @Override
    public long take(Owner owner) {
        set = set && (manual ? !events.has(TAKEN_WHOLE) : events.has(NOT_TAKEN));
        return READY;
    }

    @Override
    public EventState state() {
        lock.lock();
        try {
            List<Long> known = events.has(STATE_WITHOUT_WAITS) ? List.of() : List.copyOf(waits);
            List<Grant> sent = events.has(STATE_WITHOUT_GRANTS) ? List.of() : List.copyOf(grants);
            return new EventState(manual, set, releases, known, sent);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void destroy() {
        if (!events.has(KEEPS_MEMORY)) {
            charge.release();
        }
    }
}
