package ipc.kernel.object;

import ipc.api.Sysno;
import ipc.api.spi.LoanedSlot;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.OneCall;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import ipc.kernel.schedule.Unwind;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of a loan has in its hands: one slot at a time, claimed or leased.
 *
 * <p>The slot belongs to the provider's object and changes when the provider does; the buffer that the owner uses
 * stays. If the two have come apart, what was written is copied over when the slot is sent. One call at a time changes
 * what is held, whatever threads a client has.
 *
 * @param <S> slots of a mechanism
 */
public final class Holding<S extends LoanedSlot> {
    /** What is held. */
    public enum Kind {
        NOTHING,
        /** Room for a message that is to be sent. */
        CLAIM,
        /** A message that is being received. */
        LEASE
    }

    private final int number;
    private final OneCall user;
    private Kind kind = Kind.NOTHING;
    private @Nullable S slot;

    /** The slot in a shadow that may take the object's place. */
    private @Nullable S prepared;

    private @Nullable ByteBuffer bytes;

    /** Given up while no provider was there to give the slot back to. */
    private boolean orphan;

    /**
     * Holds nothing yet.
     *
     * @param number of the handle, for messages
     */
    public Holding(int number) {
        this.number = number;
        this.user = new OneCall("loan " + number);
    }

    /**
     * Begins a call of the loan's; {@link #exit} ends it.
     *
     * @param loan the handle
     * @param call which call
     * @return the calling thread's task
     * @throws IllegalStateException if another call of it is under way
     */
    public Task enter(OpenHandle loan, Sysno call) {
        user.begin();
        boolean entered = false;
        try {
            Task task = loan.gate().enter(loan, call);
            entered = true;
            if (task.trace() != null) {
                Tracer.arguments(task, "%d", number);
            }
            return task;
        } finally {
            if (!entered) {
                user.end();
            }
        }
    }

    /**
     * Ends a call of the loan's.
     *
     * @param loan the handle
     * @param task what {@link #enter} returned
     */
    public void exit(OpenHandle loan, Task task) {
        user.end();
        loan.gate().exit(task);
    }

    /** Returns what is held. */
    public Kind kind() {
        return kind;
    }

    /**
     * Throws unless so much is held.
     *
     * @param expected what a call needs
     */
    public void require(Kind expected) {
        if (kind != expected) {
            throw new IllegalStateException("loan " + number + " holds " + kind + ", needs " + expected);
        }
    }

    /** Throws if nothing is held. */
    public void requireSome() {
        if (kind == Kind.NOTHING) {
            require(Kind.LEASE);
        }
    }

    /**
     * Begins to hold a slot.
     *
     * @param what how
     * @param which the slot
     */
    public void hold(Kind what, S which) {
        kind = what;
        slot = which;
        bytes = which.bytes();
    }

    /** Returns the owner's buffer; something is held. */
    public ByteBuffer bytes() {
        return Objects.requireNonNull(bytes);
    }

    /**
     * Holds nothing any more.
     *
     * @return the slot, which the caller ends
     * @throws Unwind if no provider is there; then it is held on
     */
    public S drop() {
        S dropped = slot;
        if (dropped == null) {
            throw new Unwind(Unwind.Reason.RESTART);
        }
        kind = Kind.NOTHING;
        slot = null;
        bytes = null;
        return dropped;
    }

    /**
     * Drops a slot with what the owner wrote.
     *
     * @param length how many bytes, from index 0 of the buffer
     * @return the slot, which the caller sends
     * @throws Unwind if no provider is there; then it is held on
     */
    public S dropFilled(int length) {
        ByteBuffer filled = bytes();
        S full = drop();
        if (full.bytes() != filled) {
            full.bytes().put(0, filled, 0, length); // the provider changed while the owner was writing
        }
        return full;
    }

    /**
     * Ends what is held without sending it, in the next provider if this one goes.
     *
     * @param loan the handle
     * @param task what {@link #enter} returned
     * @param requeue whether a message goes back; otherwise it counts as received
     */
    public void settle(OpenHandle loan, Task task, boolean requeue) {
        while (true) {
            try {
                drop().settle(requeue);
                return;
            } catch (RuntimeException | Error failure) {
                loan.gate().again(task, failure, TaskDeadline.NEVER);
            }
        }
    }

    /**
     * Gives up what is held; a message goes back.
     *
     * @return false if no provider is there: the next one gets the slot back
     */
    public boolean giveBack() {
        orphan = slot == null;
        if (!orphan) {
            boolean requeue = kind == Kind.LEASE;
            drop().settle(requeue);
        }
        return !orphan;
    }

    // ---- providers

    /**
     * Prepares to change the provider; what was given up meanwhile goes back there.
     *
     * @param found what a shadow has for this, or null if nothing is held
     * @throws IllegalStateException if something is held and the shadow has nothing for it
     */
    public void prepare(@Nullable S found) {
        if (found == null && kind != Kind.NOTHING) {
            throw new IllegalStateException("loan " + number + " holds " + kind + ", which was not found again");
        }
        prepared = found;
        if (orphan && found != null) {
            found.settle(kind == Kind.LEASE);
        }
    }

    /**
     * The shadow is in its place, and nobody is inside the gate.
     *
     * @return true if this was given up meanwhile, and is of no further use
     */
    public boolean relink() {
        slot = prepared;
        prepared = null;
        if (orphan) {
            kind = Kind.NOTHING;
        }
        return orphan;
    }

    /**
     * No provider is there; what the owner has in its hands stays, unless the message under lease was lost.
     *
     * @param lost whether messages were
     */
    public void unlink(boolean lost) {
        slot = null;
        if (lost && kind == Kind.LEASE) {
            kind = Kind.NOTHING;
            bytes = null;
        }
    }
}
