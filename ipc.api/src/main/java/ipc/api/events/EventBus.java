package ipc.api.events;

import ipc.api.Right;
import ipc.api.Timeout;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A handle of an event bus: what is published on it under a topic goes to all subscriptions that want it.
 *
 * <p>Topics are those of OSGi EventAdmin: tokens of Latin letters, digits, {@code _} and {@code -}, separated by
 * slashes. Properties are texts ({@code String}), {@code Boolean}, {@code Character} and the JDK's six kinds of
 * numbers. The payload is copied once, however many receive it.
 *
 * <p>A publication goes to all subscriptions that are there and match, in one step: all of them receive publications in
 * the same order, in which those of one thread are in the order in which it published them. Nobody who subscribes later
 * gets it; one that nobody gets is counted, and the call succeeds. A publisher waits while a matching subscription that
 * {@linkplain WhenBehind#BLOCK blocks} has no place left, and meanwhile nobody gets the publication; it goes on when
 * that subscription receives or ends. What is done before publishing <i>happens before</i> what is done after
 * receiving. If the mechanism is swapped during a wait, the call goes on in the new provider; its deadline does not
 * move. The bus lives as long as it has handles or subscriptions.
 *
 * <p>For {@link ipc.api.Waits}, {@code WRITABLE} is asserted while nothing that is published has to wait.
 */
@ProviderType
public interface EventBus extends Named {
    /**
     * Publishes, waiting without end while a subscription blocks.
     *
     * @param topic such as {@code org/multios/disk/FULL}
     * @param properties at most {@link Publication#PROPERTIES_MAX}
     * @param payload the bytes between position and limit; copied, position moves to limit on success only
     * @return how many subscriptions got it
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL no topic; too many properties, one without a name or with a value of another kind
     * @errno EMSGSIZE more bytes than {@link BusOptions#publicationBytesMax}
     * @errno EINTR the wait was interrupted; nobody got it
     * @errno ECANCELED the handle was closed during the wait; nobody got it
     * @errno ENOSYS no provider of events
     */
    default int publish(String topic, Map<String, ?> properties, ByteBuffer payload) {
        return publish(topic, properties, payload, Timeout.forever());
    }

    /**
     * Publishes, waiting for a time while a subscription blocks.
     *
     * @param topic such as {@code org/multios/disk/FULL}
     * @param properties at most {@link Publication#PROPERTIES_MAX}
     * @param payload the bytes between position and limit; copied, position moves to limit on success only
     * @param timeout how long to wait; looked at only if the call has to
     * @return how many subscriptions got it
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL no topic; too many properties, one without a name or with a value of another kind; or the call has
     *     to wait and the time-out is malformed
     * @errno EMSGSIZE more bytes than {@link BusOptions#publicationBytesMax}
     * @errno ETIMEDOUT a subscription blocked for so long; nobody got it
     * @errno EINTR the wait was interrupted; nobody got it
     * @errno ECANCELED the handle was closed during the wait; nobody got it
     * @errno ENOSYS no provider of events
     */
    int publish(String topic, Map<String, ?> properties, ByteBuffer payload, Timeout timeout);

    /**
     * Publishes, if no subscription blocks.
     *
     * @param topic such as {@code org/multios/disk/FULL}
     * @param properties at most {@link Publication#PROPERTIES_MAX}
     * @param payload the bytes between position and limit; copied, position moves to limit on success only
     * @return how many subscriptions got it; -1 if one blocks, and nobody got it
     * @right WRITE
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL no topic; too many properties, one without a name or with a value of another kind
     * @errno EMSGSIZE more bytes than {@link BusOptions#publicationBytesMax}
     * @errno ENOSYS no provider of events
     */
    int tryPublish(String topic, Map<String, ?> properties, ByteBuffer payload);

    /**
     * Subscribes: from now on publications that match wait for whoever receives through the new handle. The memory for
     * as many of the largest publications as may wait is charged to the caller at once, so that publishing needs none.
     *
     * @param options which publications, and how many may wait
     * @return a handle with the rights of this one
     * @right READ
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno EINVAL no pattern of topics; no filter; a text longer than {@link SubscriptionOptions#TEXT_MAX}; a depth
     *     outside 1 to {@link SubscriptionOptions#DEPTH_MAX}, or more than the system allows
     * @errno ENOSPC the bus has as many subscriptions as it may have
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for what may wait
     * @errno ENOSYS no provider of events
     */
    Subscription subscribe(SubscriptionOptions options);

    /**
     * Returns figures, also of each subscription.
     *
     * @return a snapshot
     * @right INSPECT
     * @errno EBADF the handle is closed
     * @errno EACCES the handle lacks the right
     * @errno ENOSYS no provider of events
     */
    BusStatus status();

    @Override
    EventBus duplicate(Set<Right> rights);

    @Override
    EventBus replace(Set<Right> rights);
}
