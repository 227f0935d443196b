package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Waits.Item;
import ipc.api.kernel.ShortLock;
import ipc.api.spi.Owner;
import ipc.api.spi.Takeable;
import ipc.api.spi.Waitable;
import ipc.kernel.call.Gate;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.process.Taking;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.EventCount;
import ipc.kernel.schedule.Want;
import ipc.kernel.schedule.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One object among those that are waited for; to be {@linkplain #refer referred} to another one when the wait is
 * over.
 */
final class WaitItem {
    private Sysno call = Sysno.WAIT_ANY;

    /** What the client wants of it. */
    private @Nullable Set<Signal> wanted;

    private @Nullable OpenHandle handle;
    private @Nullable Awaited awaited;

    /** How to take what the wait finds; null if it only looks. */
    private @Nullable Taking taking;

    /** Signals of the users', by bits. */
    private int users;

    /** Signals of the object's that are only looked at, by bits. */
    private int objects;

    /** The provider's part, from {@link #come} on; null while no provider is there. */
    private @Nullable Waitable present;

    /** That part, if something is to be taken from it, and its guard. */
    private @Nullable Takeable source;

    private @Nullable ShortLock guard;

    /** Signals that the last look found. */
    private int found;

    /** What the object answered when something was taken, and what became of its last owner. */
    private long outcome;

    private boolean ownerDied;

    /** The part whose wakes are told of; another one after its provider was replaced. */
    private @Nullable Waitable watched;

    /** Where its wakes are told. */
    private final List<EventCount> places = new ArrayList<>(0);

    private long againNanos;

    /**
     * Refers to what a client gives, after checking it.
     *
     * @param process whose handles it may name
     * @param sysno which call
     * @param item what the client gives
     * @param takes whether the wait takes what it finds, where that can be taken
     */
    void refer(KernelProcess process, Sysno sysno, Item item, boolean takes) {
        Awaited object = awaited(process, sysno, item.handle(), Right.WAIT);
        int signals = checked(item, object.signals());
        call = sysno;
        wanted = item.signals();
        handle = (OpenHandle) item.handle();
        awaited = object;
        users = signals & SignalBits.USERS;
        objects = signals & ~SignalBits.USERS;
        if (takes && (signals & SignalBits.SIGNALED) != 0 && object instanceof Taking source) {
            source.checkTake(sysno);
            taking = source;
            objects &= ~SignalBits.SIGNALED;
        }
    }

    /** Tells whether it refers to what a client gives; throws if the handle does not allow that any more. */
    boolean refersTo(Sysno sysno, Item item) {
        OpenHandle open = handle;
        if (open == null || open != item.handle() || wanted != item.signals()) {
            return false;
        }
        open.require(sysno, Right.WAIT);
        if (taking != null) {
            taking.checkTake(sysno);
        }
        call = sysno;
        return true;
    }

    /** Returns a handle of this process. */
    static OpenHandle own(KernelProcess process, Sysno call, Handle handle) {
        if (!(handle instanceof OpenHandle open) || open.process() != process) {
            throw new IpcException(
                    Errno.EBADF, call + " with handle " + handle.number() + ", not of process " + process.pid());
        }
        return open;
    }

    /** Returns what can be waited for through a handle of this process. */
    static Awaited awaited(KernelProcess process, Sysno call, Handle handle, Right right) {
        OpenHandle open = own(process, call, handle);
        Awaited awaited = open.awaited();
        if (awaited == null) {
            throw new IpcException(
                    Errno.EOPNOTSUPP, call + " with handle " + open.number() + ", of a kind without signals");
        }
        open.require(call, right);
        return awaited;
    }

    private static int checked(Item item, Set<Signal> possible) {
        int bits = SignalBits.of(item.signals());
        if (bits == 0) {
            throw new IpcException(
                    Errno.EINVAL,
                    "wait for no signal of handle " + item.handle().number());
        }
        int strange = bits & ~SignalBits.USERS & ~SignalBits.of(possible);
        if (strange != 0) {
            throw new IpcException(
                    Errno.EINVAL,
                    "wait for " + SignalBits.first(strange) + " of handle "
                            + item.handle().number() + ", which has " + possible + " and those of the users");
        }
        return bits;
    }

    /** Refers to nothing. */
    void forget() {
        wanted = null;
        handle = null;
        awaited = null;
        taking = null;
        meet(null);
        watched = null;
    }

    OpenHandle handle() {
        return Objects.requireNonNull(handle);
    }

    /** Tells whether it refers to a handle; any thread may ask. */
    boolean isOf(Predicate<? super Caller> kind) {
        OpenHandle open = handle;
        return open != null && kind.test(open);
    }

    private Awaited object() {
        return Objects.requireNonNull(awaited);
    }

    @Nullable
    Taking taking() {
        return taking;
    }

    // ---- a look, inside the gate

    /** Throws if the handle was closed since the wait began. */
    void checkOpen() {
        OpenHandle open = handle();
        if (open.isClosed()) {
            throw new IpcException(
                    Errno.ECANCELED, call + " for handle " + open.number() + ", which was closed meanwhile");
        }
    }

    /** Comes to the provider's part; first asks to be told of changes, if there is somebody to tell. */
    void come(@Nullable Watch watch) {
        checkOpen();
        Waitable part = object().waitable();
        if (part != present) { // most often it is the one of the last call, and a store costs more than a load
            meet(part);
        }
        found = 0;
        ownerDied = false;
        againNanos = Long.MAX_VALUE;
        if (watch != null && part != null && part != watched) {
            leavePlaces(watch);
            ask(watch, part);
        }
    }

    private void ask(Watch watch, Waitable part) {
        try {
            int signals = taking == null ? objects : objects | SignalBits.SIGNALED;
            for (int left = signals; left != 0; left = SignalBits.rest(left)) {
                places.add(watch.at(part.raised(SignalBits.first(left))));
            }
            watched = part;
        } catch (RuntimeException | Error failure) {
            throw blamed(failure);
        }
    }

    private void meet(@Nullable Waitable part) {
        present = null; // if a provider fails here, the next look begins anew
        source = null;
        guard = null;
        if (taking != null && part instanceof Takeable takeable) {
            guard = guardOf(takeable);
            source = takeable;
        }
        present = part;
    }

    private ShortLock guardOf(Takeable takeable) {
        try {
            return takeable.guard();
        } catch (RuntimeException | Error failure) {
            throw blamed(failure);
        }
    }

    /** Returns the lock to be held during {@link #look} and {@link #take}, if there is something to take from. */
    @Nullable
    ShortLock guard() {
        return guard;
    }

    /** Finds the signals that are asserted now; throws if what is to be taken will never be there. */
    boolean look(Owner owner) {
        int signals = ofUsers();
        Waitable part = present;
        if (part != null) {
            signals |= levels(part);
            signals |= source != null ? availability(source, owner) : 0;
        }
        found = signals;
        return signals != 0;
    }

    private int ofUsers() {
        int signals = 0;
        for (int left = users; left != 0; left = SignalBits.rest(left)) {
            Signal signal = SignalBits.first(left);
            signals |= object().watched().asserts(signal) ? SignalBits.bit(signal) : 0;
        }
        return signals;
    }

    private int levels(Waitable part) {
        int signals = 0;
        for (int left = objects; left != 0; left = SignalBits.rest(left)) {
            Signal signal = SignalBits.first(left);
            long at = assertedAt(part, signal);
            if (at <= handle().gate().scheduler().nowNanos()) {
                signals |= SignalBits.bit(signal);
            } else {
                againNanos = Math.min(againNanos, at);
            }
        }
        return signals;
    }

    private long assertedAt(Waitable part, Signal signal) {
        try {
            return part.assertedAt(signal);
        } catch (RuntimeException | Error failure) {
            throw blamed(failure);
        }
    }

    private int availability(Takeable part, Owner owner) {
        Taking way = Objects.requireNonNull(taking);
        if (offered(part, owner, way)) {
            return SignalBits.SIGNALED;
        }
        againNanos = Math.min(againNanos, way.againNanos());
        return 0;
    }

    private boolean offered(Takeable part, Owner owner, Taking way) {
        int answer;
        try {
            answer = part.offers(owner);
        } catch (RuntimeException | Error failure) {
            throw blamed(failure);
        }
        if (answer < Takeable.NOT_NOW) {
            throw way.refused(call, answer);
        }
        return answer == Takeable.READY;
    }

    /** Takes what the look found, if it is to be taken. */
    void take(Owner owner) {
        Takeable part = source;
        if (part != null && (found & SignalBits.SIGNALED) != 0) {
            try {
                outcome = part.take(owner);
            } catch (RuntimeException | Error failure) {
                throw blamed(failure);
            }
        }
    }

    /** Does what follows from taking, when the guards are free again. */
    void settle() {
        if (source != null && (found & SignalBits.SIGNALED) != 0) {
            ownerDied = Objects.requireNonNull(taking).took(outcome);
        }
    }

    private RuntimeException blamed(Throwable failure) {
        Gate gate = handle().gate();
        return gate.failed(gate.scheduler().current(), gate.blamed(failure));
    }

    /** Looks, from outside the gate, and takes nothing; first asks to be told of changes. */
    Set<Signal> visit(Watch watch) {
        checkOpen();
        found = ofUsers();
        againNanos = Long.MAX_VALUE;
        if (objects != 0) {
            handle().gate().visit(handle().process().caller(), () -> {
                come(watch);
                Waitable part = present;
                found = ofUsers() | (part == null ? 0 : levels(part));
            });
        }
        return SignalBits.set(found);
    }

    // ---- what was found

    Set<Signal> found() {
        return SignalBits.set(found);
    }

    /** Tells whether all that was found is that the object was taken from. */
    boolean isPlainlyTaken() {
        return found == SignalBits.SIGNALED && !ownerDied;
    }

    boolean ownerDied() {
        return ownerDied;
    }

    /** Returns when to look again though nobody has told of a change, as the last look found. */
    long againNanos() {
        return againNanos;
    }

    /** Compares by the order in which guards are acquired, 0 for the same object; both can be taken from. */
    int compareOrder(WaitItem other) {
        int byGate =
                Integer.compare(handle().gate().number(), other.handle().gate().number());
        return byGate != 0 ? byGate : Long.compare(order(), other.order());
    }

    private long order() {
        return Objects.requireNonNull(taking).order();
    }

    // ---- being told of changes

    /** Asks to be told of what no wait queue of the object tells of. */
    void watch(Watch watch) {
        object().watched().add(watch);
    }

    /** Takes {@link #watch} back. */
    void takeBack(Watch watch) {
        object().watched().remove(watch);
    }

    /** Does not ask to be told any more. */
    void leave(Watch watch) {
        takeBack(watch);
        leavePlaces(watch);
    }

    /** Returns what is wanted of it that others may have, or null; any thread may ask. */
    @Nullable
    Want want() {
        Taking present = taking;
        return present == null ? null : present.want();
    }

    /** The process begins to wait for what is taken. */
    void waits() {
        Objects.requireNonNull(taking).waits();
    }

    /** The process waits no longer. */
    void waitsNoMore() {
        Objects.requireNonNull(taking).waitsNoMore();
    }

    private void leavePlaces(Watch watch) {
        watched = null;
        places.forEach(watch::leave);
        places.clear();
    }
}
