package ipc.api.sync.spi;

import ipc.api.kernel.Deadline;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One barrier.
 *
 * <p>Those that wait together are a <em>generation</em>. It ends when as many have come as there are parties, and is
 * <em>spoilt</em> if one of them leaves before, or the barrier is reset. Who comes gets a ticket, which says of which
 * generation it is and how many came before it ({@link BarrierState}); so a wait is the same in every provider. Every
 * call may come from any thread at once.
 */
@ConsumerType
public interface BarrierObject extends SyncObject {
    /** All of its generation have come: the wait has ended. */
    int PASSED = 0;

    /** The generation is spoilt, or, on arrival, the barrier is broken: the wait has ended. */
    int BROKEN = -1;

    /** Not all have come: the wait goes on, or, of one that leaves, it was the first and has spoilt the generation. */
    int NOT_YET = -2;

    /**
     * Comes, and lets the generation go if it is complete. Does not wait itself.
     *
     * @return the ticket, 0 or more; or {@link #BROKEN}
     */
    long arrive();

    /**
     * Waits until the generation ends; an exception out of the park does not end the wait. The last one to come need
     * not wait.
     *
     * @param ticket from {@link #arrive}, of this object or of one whose state it goes on from
     * @param deadline until when to wait
     * @return {@link #PASSED}, {@link #BROKEN} or, if the deadline is immediate, {@link #NOT_YET}
     */
    int await(long ticket, Deadline deadline);

    /**
     * Ends a wait early. A generation that is not complete is spoilt by that, and the barrier broken. Never waits.
     *
     * @param ticket of a wait that has begun and not ended
     * @return how it was until now: {@link #PASSED}, {@link #BROKEN} or {@link #NOT_YET}
     */
    int leave(long ticket);

    /** Spoils the generation of those that wait, if there are any, and makes a broken barrier whole. */
    void reset();

    @Override
    BarrierState state();
}
