package ipc.api.events.spi;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One counter. {@link Signal#READABLE} is asserted while it is not 0, {@link Signal#WRITABLE} while 1 can be added.
 *
 * <p>Every call may come from any thread at once. A call whose deadline is immediate answers "not now"; any other
 * parks, and an exception out of the park leaves the counter unchanged.
 */
@ConsumerType
public interface CounterObject extends AnyEvent {
    /**
     * Adds, waiting while the value would pass {@link ipc.api.events.Counter#MAX}.
     *
     * @param value unsigned, at most that
     * @param deadline until when to wait
     * @return false if the deadline is immediate and there is no room
     */
    boolean add(long value, Deadline deadline);

    /**
     * Takes all, or 1, waiting while the value is 0.
     *
     * @param deadline until when to wait
     * @return what was taken, unsigned; 0 if the deadline is immediate and nothing is there
     */
    long read(Deadline deadline);

    @Override
    CounterState state();
}
