package ipc.api.events.spi;

import ipc.api.Signal;
import ipc.api.events.Publication;
import ipc.api.kernel.Deadline;
import ipc.api.spi.Waitable;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One subscription of a {@link BusObject}. {@link Signal#READABLE} is asserted while a call would not wait,
 * {@link Signal#PEER_CLOSED} once it is disconnected.
 */
@ConsumerType
public interface SubscriptionObject extends Waitable {
    /**
     * Takes the next publication, waiting while there is none.
     *
     * @param deadline until when to wait
     * @return the publication, or null if the deadline is immediate and there is none
     * @errno ECONNRESET it is disconnected, and nothing is left
     */
    @Nullable
    Publication receive(Deadline deadline);

    /** {@return everything in it} */
    SubscriptionState state();
}
