package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Port.Mode;
import ipc.api.Signal;
import ipc.kernel.schedule.Watch;
import java.util.Comparator;
import java.util.Set;

/** An object bound to a port. What changes is guarded by the port's lock; the item belongs to who looks. */
final class Binding extends Watch {
    /** Where a binding is in its life. */
    enum Place {
        /** Nothing has changed since the last look. */
        IDLE,
        /** In the line of those to be looked at. */
        READY,
        /** A receiver looks at the object. */
        LOOKING,
        /** A receiver looks, and something has changed since it began. */
        CHANGED,
        /** Ended; whoever still looks puts it away. */
        ENDED
    }

    /** What a port knows a binding by. */
    record Key(Handle handle, long key) {}

    /** By the moment at which to look again. */
    static final Comparator<Binding> BY_TIME = Comparator.<Binding>comparingLong(binding -> binding.againNanos)
            .thenComparingLong(binding -> binding.number);

    private final PortQueue port;
    private final WaitItem item;
    private final Key key;
    private final Mode mode;

    /** Under the port's lock. */
    Place place = Place.IDLE;

    /** In the order of binding; under the port's lock. */
    long number;

    /** When to look again though nothing tells of a change; under the port's lock. */
    long againNanos = Long.MAX_VALUE;

    Binding(PortQueue port, WaitItem item, long key, Mode mode) {
        this.port = port;
        this.item = item;
        this.key = new Key(item.handle(), key);
        this.mode = mode;
    }

    Key key() {
        return key;
    }

    boolean once() {
        return mode == Mode.ONCE;
    }

    @Override
    protected void changed() {
        port.changed(this);
    }

    void begin() {
        item.watch(this);
    }

    /** Takes {@link #begin} back, whoever looks or ends meanwhile. */
    void takeBack() {
        item.takeBack(this);
    }

    void end() {
        item.leave(this);
    }

    /** Returns the signals asserted now; of a handle that is closed, none. */
    Set<Signal> look() {
        try {
            return item.visit(this);
        } catch (IpcException failure) {
            if (failure.errno() != Errno.ECANCELED) {
                throw failure;
            }
            port.cancel(key);
            return Set.of();
        }
    }

    /** Returns when to look again, as the last look found. */
    long lookedNanos() {
        return item.againNanos();
    }
}
