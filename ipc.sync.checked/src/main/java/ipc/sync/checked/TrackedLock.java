package ipc.sync.checked;

import ipc.api.kernel.Memory;
import ipc.api.spi.Owner;
import ipc.api.sync.LockUse;
import ipc.api.sync.LockUse.Holder;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<@Nullable Hold> hold = new AtomicReference<>();

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

    @Nullable
    Hold hold() {
        return hold.get();
    }

    boolean isHeldBy(Owner owner) {
        Hold present = hold.get();
        return present != null && present.owner().equals(owner);
    }

    void hold(Hold present) {
        hold.set(present);
    }

    /** An ownership has ended; the next owner may have been noted already. */
    void givenUp(Hold past, long nanos) {
        hold.compareAndSet(past, null);
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
        Hold present = hold.get();
        Holder holder = present == null
                ? Holder.NOBODY
                : new Holder(
                        present.owner().process(),
                        present.owner().thread(),
                        now - present.sinceNanos(),
                        CallStack.words(present.frames()));
        return new LockUse(name, holder, held.times(), waited.times());
    }
}
