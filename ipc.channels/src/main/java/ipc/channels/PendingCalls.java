package ipc.channels;

import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for replies through one lane, by transaction. They change under a lock of the callers; whoever
 * sends a reply finds its call without one, so that the two sides meet in that call alone.
 *
 * <p>A call is in one of the few places that begin where its transaction says; where all of these are taken, there are
 * too few places, and they become twice as many.
 */
final class PendingCalls {
    private static final int PLACES_MIN = 64;
    private static final int WINDOW = 8;

    private final ShortLock callers;
    private final Supplier<WaitQueue> waitQueues;
    private final Memory memory;
    private final List<PendingCall> made = new ArrayList<>();
    private volatile AtomicReferenceArray<@Nullable PendingCall> places = new AtomicReferenceArray<>(0);
    private @Nullable PendingCall pool;
    private long began;

    /**
     * Has no calls yet.
     *
     * @param callers a lock that only this uses; taken last
     * @param waitQueues makes what a call waits on
     * @param memory charges for replies
     */
    PendingCalls(ShortLock callers, Supplier<WaitQueue> waitQueues, Memory memory) {
        this.callers = callers;
        this.waitQueues = waitQueues;
        this.memory = memory;
    }

    /** Returns the call of a transaction, or null; without a lock. */
    @Nullable
    PendingCall find(int transaction) {
        AtomicReferenceArray<@Nullable PendingCall> present = places;
        int last = present.length() - 1;
        for (int i = 0; i < Math.min(WINDOW, present.length()); i++) {
            PendingCall call = present.getAcquire(transaction + i & last); // pairs with put()
            if (call != null && call.transaction() == transaction) {
                return call;
            }
        }
        return null;
    }

    /** Begins a call whose reply may have so many bytes. */
    void begin(int transaction, int bytes) {
        PendingCall call = take();
        boolean added = false;
        try {
            if (!call.holds(bytes)) {
                call.grow(bytes);
            }
            add(call, transaction, bytes);
            added = true;
        } finally {
            if (!added) {
                giveBack(call);
            }
        }
    }

    /** Goes on with a call of another provider's; no other thread knows this yet. */
    void continueFrom(ChannelState.Call state) {
        begin(state.transaction(), state.room());
        Objects.requireNonNull(find(state.transaction())).continueFrom(state);
    }

    /** Ends the call of a transaction; returns false if it had ended before. */
    boolean end(PendingCall call, int transaction) {
        callers.lock();
        try {
            boolean there = call.transaction() == transaction;
            if (there) {
                places.setRelease(call.place, null);
                free(call);
            }
            return there;
        } finally {
            callers.unlock();
        }
    }

    /** Returns all calls in the order they began. */
    List<PendingCall> all() {
        callers.lock();
        try {
            return present()
                    .sorted(Comparator.comparingLong(call -> call.began))
                    .toList();
        } finally {
            callers.unlock();
        }
    }

    void release() {
        made.forEach(PendingCall::release);
    }

    // ---- those that nobody uses

    private PendingCall take() {
        callers.lock();
        try {
            PendingCall free = pool;
            if (free == null) {
                return make();
            }
            pool = free.next;
            return free;
        } finally {
            callers.unlock();
        }
    }

    private PendingCall make() {
        PendingCall call = new PendingCall(waitQueues.get(), memory);
        made.add(call);
        return call;
    }

    private void giveBack(PendingCall call) {
        callers.lock();
        try {
            free(call);
        } finally {
            callers.unlock();
        }
    }

    private void free(PendingCall call) {
        call.end();
        call.next = pool;
        pool = call;
    }

    // ---- places

    private void add(PendingCall call, int transaction, int bytes) {
        callers.lock();
        try {
            call.begin(transaction, bytes);
            call.began = ++began;
            if (!put(call, places)) {
                makePlaces();
            }
        } finally {
            callers.unlock();
        }
    }

    /** Puts a call into a place that is free, if there is one for it. */
    private static boolean put(PendingCall call, AtomicReferenceArray<@Nullable PendingCall> places) {
        int last = places.length() - 1;
        for (int i = 0; i < Math.min(WINDOW, places.length()); i++) {
            int place = call.transaction() + i & last;
            if (places.getPlain(place) == null) {
                call.place = place;
                places.setRelease(place, call); // pairs with find()
                return true;
            }
        }
        return false;
    }

    /** Makes so many places that each call has one. */
    private void makePlaces() {
        AtomicReferenceArray<@Nullable PendingCall> more = places;
        do {
            more = new AtomicReferenceArray<>(Math.max(PLACES_MIN, 2 * more.length()));
        } while (!putAll(more));
        places = more;
    }

    private boolean putAll(AtomicReferenceArray<@Nullable PendingCall> more) {
        return present().allMatch(call -> put(call, more));
    }

    private Stream<PendingCall> present() {
        return made.stream().filter(PendingCall::isBegun);
    }
}
