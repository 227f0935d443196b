package ipc.pipes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many bytes have passed one side of a ring: moved by whoever holds the lock of that side, seen by the other one.
 *
 * <p>Sides that run on two processors do not share a cache line: each comes with its own {@link Padding}.
 */
final class Cursor extends Padding {
    private static final VarHandle POSITION;

    static {
        try {
            POSITION = MethodHandles.lookup().findVarHandle(Cursor.class, "position", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Where the other side was when this side last looked; under the lock of this side. */
    long other;

    private long position;

    /** Returns the position to whoever moves it. */
    long own() {
        return position;
    }

    /** Returns the position to the other side, which then sees what this side did to the bytes before it. */
    long seen() {
        return (long) POSITION.getAcquire(this); // pairs with the store in advance()
    }

    /** Returns a recent position to anybody. */
    long hint() {
        return (long) POSITION.getOpaque(this); // whoever acts on it looks again under a lock
    }

    void advance(long bytes) {
        POSITION.setRelease(this, position + bytes); // pairs with the load in seen()
    }
}
