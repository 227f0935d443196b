package ipc.sync.checked;

import ipc.api.kernel.Memory;
import ipc.api.spi.Owner;
import ipc.api.sync.LockUse;
import ipc.api.sync.LockUse.Holder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * One lock as the onlooker knows it: who has it, how long it was had and waited for, and which locks were locked by
 * those who had it.
 */
final class TrackedLock {
    private final long id;
    private final String name;
    private final Tally held = new Tally();
    private final Tally waited = new Tally();
    private final ConcurrentHashMap<Owner, Hold> holds = new ConcurrentHashMap<>();

    /** By the id of what was locked, so that a search takes the same way at every replay. */
    private final ConcurrentSkipListMap<Long, Order> next = new ConcurrentSkipListMap<>();

    private final Memory.Charge charge;
    private volatile boolean gone;

    /** Somebody has the lock, since a call with these frames, or their words; another object at each ownership. */
    record Hold(Owner owner, long sinceNanos, List<?> frames) {}

    TrackedLock(long id, String name, Memory.Charge charge) {
        this.id = id;
        this.name = name;
        this.charge = charge;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Returns who has it, several if they read; in no order. */
    Collection<Hold> holds() {
        return holds.values();
    }

    @Nullable
    Hold hold(Owner owner) {
        return holds.get(owner);
    }

    boolean isHeldBy(Owner owner) {
        return holds.containsKey(owner);
    }

    void hold(Hold present) {
        holds.put(present.owner(), present);
    }

    /** An ownership has ended; the next owner may have been noted already. */
    void givenUp(Hold past, long nanos) {
        holds.remove(past.owner(), past);
        held.add(nanos - past.sinceNanos());
    }

    void waited(long nanos) {
        waited.add(nanos);
    }

    /** Returns what was locked while this one was had. */
    ConcurrentSkipListMap<Long, Order> next() {
        return next;
    }

    boolean gone() {
        return gone;
    }

    void goes() {
        gone = true;
        charge.release();
    }

    LockUse use(long now) {
        List<Holder> holders = holds.values().stream()
                .sorted(Comparator.comparingLong(Hold::sinceNanos)
                        .thenComparingInt(hold -> hold.owner().process()))
                .map(hold -> holder(hold, now))
                .toList();
        return new LockUse(name, holders, held.times(), waited.times());
    }

    private static Holder holder(Hold hold, long now) {
        Owner owner = hold.owner();
        return new Holder(owner.process(), owner.thread(), now - hold.sinceNanos(), CallStack.words(hold.frames()));
    }
}
