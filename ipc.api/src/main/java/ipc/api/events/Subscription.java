package ipc.api.events;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Timeout;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of a subscription to an {@link EventBus}, which ends with its last handle: publishers that waited for it go
 * on.
 *
 * <p>Each publication is received once, also if several threads or processes receive through handles of the same
 * subscription. Those that wait are served by process priority, then by arrival. If the mechanism is swapped during a
 * wait, the call goes on in the new provider; its deadline does not move.
 *
 * <p>For {@link ipc.api.Waits}, {@code READABLE} is asserted while a call to receive would not wait, and
 * {@code PEER_CLOSED} once the subscription is {@linkplain WhenBehind#DISCONNECT disconnected}.
 */
@ProviderType
public interface Subscription extends Handle {
    /**
     * Takes the next publication, waiting for it without end.
     *
     * @return the publication
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ECONNRESET it was disconnected because it was behind, and nothing is left
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    default Publication receive() {
        return receive(Timeout.forever());
    }

    /**
     * Takes the next publication, waiting for it for a time.
     *
     * @param timeout how long to wait; looked at only if the call has to
     * @return the publication
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL the call has to wait and the time-out is malformed
     * @errno ECONNRESET it was disconnected because it was behind, and nothing is left
     * @errno ETIMEDOUT nothing came in time
     * @errno EINTR the wait was interrupted
     * @errno ECANCELED the handle was closed during the wait
     * @errno ENOSYS no provider of events
     */
    Publication receive(Timeout timeout);

    /**
     * Takes the next publication if there is one.
     *
     * @return the publication, or null
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ECONNRESET it was disconnected because it was behind, and nothing is left
     * @errno ENOSYS no provider of events
     */
    @Nullable
    Publication tryReceive();

    /**
     * Returns what it wants and how it fares.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    SubscriptionStatus status();

    @Override
    Subscription duplicate(Set<Right> rights);

    @Override
    Subscription replace(Set<Right> rights);
}
