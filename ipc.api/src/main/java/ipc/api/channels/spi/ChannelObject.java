package ipc.api.channels.spi;

import ipc.api.channels.DirectionStatistics;
import ipc.api.spi.KernelObject;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One channel: two ends, and a direction from each to the other.
 *
 * <p>Every call may come from any thread at once. A call whose deadline is immediate answers "not now"; any other
 * parks, and an exception out of the park leaves the channel unchanged.
 */
@ConsumerType
public interface ChannelObject extends KernelObject {
    /**
     * Returns an end; the same object at each call.
     *
     * @param number 0 for the first, 1 for the second
     * @return the end
     */
    ChannelEnd end(int number);

    /**
     * Returns the calls that wait for replies at an end; the same object at each call.
     *
     * @param number 0 for the first, 1 for the second
     * @return its calls
     */
    ChannelCalls calls(int number);

    /**
     * Returns the loans of an end; the same object at each call.
     *
     * @param number 0 for the first, 1 for the second
     * @return what it sends and receives in place
     */
    ChannelLoans loans(int number);

    /**
     * Looks at an end.
     *
     * @param number 0 for the first, 1 for the second
     * @return a view of it, consistent in itself
     */
    View view(int number);

    /**
     * What an end looks like.
     *
     * @param peerClosed whether the other end is closed
     * @param nextBytes size of the next message to receive, -1 if there is none
     * @param nextCargo what it carries, 0 for nothing
     * @param outgoing figures of what it sends
     * @param incoming figures of what it receives
     */
    record View(
            boolean peerClosed,
            int nextBytes,
            long nextCargo,
            DirectionStatistics outgoing,
            DirectionStatistics incoming) {}

    @Override
    ChannelState state();
}
