package ipc.kernel;

import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.Signal;
import ipc.api.Waits.Item;
import ipc.api.events.Counter;
import ipc.api.events.CounterOptions;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import java.util.Set;

/** What a {@link WaitScenario} waits for: how it is opened, changed and looked at, and what a count of it may do. */
enum WaitedKind {
    SEMAPHORE(true, true, Integer.MAX_VALUE),
    MUTEX(true, true, 1),
    AUTO_EVENT(true, false, 1),
    MANUAL_EVENT(false, false, 1),
    COUNTER(false, false, Integer.MAX_VALUE);

    private final boolean taken;
    private final boolean owned;
    private final int most;

    WaitedKind(boolean taken, boolean owned, int most) {
        this.taken = taken;
        this.owned = owned;
        this.most = most;
    }

    /** Tells whether a wait takes one of it; otherwise it only looks. */
    boolean isTaken() {
        return taken;
    }

    /** Tells whether only who has taken it gives it back, at its death at the latest. */
    boolean isOwned() {
        return owned;
    }

    /** Returns how much of it there can be. */
    int most() {
        return most;
    }

    /** Opens an object by its name. */
    Handle open(Ipc ipc, String name, int count, MutexOptions mutexes) {
        Creation creation = Creation.mode(0600);
        return switch (this) {
            case SEMAPHORE ->
                ipc.face(Sync.class)
                        .openSemaphore(
                                name, creation, SemaphoreOptions.counting(count).undo());
            case MUTEX -> ipc.face(Sync.class).openMutex(name, creation, mutexes);
            case AUTO_EVENT -> ipc.face(Events.class).open(name, set(EventOptions.auto(), count));
            case MANUAL_EVENT -> ipc.face(Events.class).open(name, set(EventOptions.manual(), count));
            case COUNTER -> ipc.face(Events.class).open(name, CounterOptions.of(count));
        };
    }

    private static EventOptions set(EventOptions options, int count) {
        return count == 0 ? options : options.set();
    }

    /** Removes the name, which that of an event does not need: it ends with its last handle. */
    void unlink(Ipc ipc, String name) {
        if (owned) {
            ipc.face(Sync.class).unlink(name);
        }
    }

    /** Returns what to wait for at an object. */
    Item item(Handle handle) {
        return this == COUNTER ? new Item(handle, Set.of(Signal.READABLE)) : Item.of(handle);
    }

    /** Gives one, and lets the step know what it can of what was there before. */
    static void give(Handle handle, WaitHistory.Step step) {
        switch (handle) {
            case Semaphore semaphore -> semaphore.release();
            case Mutex mutex -> mutex.unlock();
            case Event event -> {
                step.found(event.set() ? 1 : 0);
                return;
            }
            default -> ((Counter) handle).add(1);
        }
        step.done();
    }

    /** Takes away what is there, and lets the step know how much that was. */
    static void empty(Handle handle, WaitHistory.Step step) {
        if (handle instanceof Event event) {
            step.found(event.reset() ? 1 : 0);
            return;
        }
        long had = ((Counter) handle).tryRead();
        if (had == 0) {
            step.gaveUp(); // perhaps because no provider was there
        } else {
            step.found((int) had);
        }
    }

    /** Returns how much is there. */
    static int count(Handle handle) {
        return switch (handle) {
            case Semaphore semaphore -> semaphore.status().permits();
            case Mutex mutex -> mutex.status().owner() == 0 ? 1 : 0;
            case Event event -> event.status().set() ? 1 : 0;
            default -> (int) ((Counter) handle).status().value();
        };
    }
}
