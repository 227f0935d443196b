package ipc.kernel.events;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.SubscriptionStatus;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.SubscriptionObject;
import ipc.api.events.spi.SubscriptionState;
import ipc.api.kernel.Memory;
import ipc.kernel.process.References;
import ipc.kernel.schedule.Unwind;
import org.jspecify.annotations.Nullable;

/** A subscription as the kernel sees it: who refers to it, what it costs, and the provider's part of it. */
final class SubscriptionEnd {
    private final BusNode node;
    private final long number;
    private final int subscriber;
    private final SubscriptionOptions options;
    private final Memory.Charge charge;
    private final References references = new References();

    /** Replaced while the gate is closed and nobody is inside. */
    private @Nullable SubscriptionObject object;

    private @Nullable SubscriptionObject prepared;

    /** Who subscribes to what. */
    record Wish(Sysno call, int subscriber, SubscriptionOptions options) {}

    SubscriptionEnd(BusNode node, long number, Wish wish, Memory.Charge charge) {
        this.node = node;
        this.number = number;
        this.subscriber = wish.subscriber();
        this.options = wish.options();
        this.charge = charge;
    }

    long number() {
        return number;
    }

    String title() {
        return "subscription " + number + " of " + node.title();
    }

    /** Returns its state if it has got nothing yet. */
    SubscriptionState blank() {
        return SubscriptionState.empty(number, options);
    }

    /** Returns what an operator sees. */
    SubscriptionStatus status(SubscriptionState state) {
        return new SubscriptionStatus(
                number,
                subscriber,
                options,
                state.queued().size(),
                state.received(),
                state.dropped(),
                state.connected());
    }

    // ---- who refers to it

    void hold() {
        references.add(title());
    }

    /** The last one ends it. */
    void letGo() {
        if (references.remove()) {
            node.unsubscribe(this);
            charge.release();
            node.services().port().release(node);
        }
    }

    // ---- providers

    /** Returns the provider's part, inside the gate; unwinds the call, to begin again, while no provider is there. */
    SubscriptionObject object() {
        SubscriptionObject present = object;
        if (present == null) {
            throw new Unwind(Unwind.Reason.RESTART);
        }
        return present;
    }

    /** Returns the provider's part, or null while no provider is there; inside the gate. */
    @Nullable
    SubscriptionObject present() {
        return object;
    }

    void begin(SubscriptionObject first) {
        object = first;
    }

    /** Finds this in a shadow of the bus. */
    void prepare(BusObject shadow) {
        prepared = shadow.subscription(number);
        if (prepared == null) {
            throw new IpcException(Errno.EIO, title() + " is not in the successor's bus");
        }
    }

    void relink() {
        object = prepared;
        prepared = null;
    }

    void unlink() {
        object = null;
    }
}
