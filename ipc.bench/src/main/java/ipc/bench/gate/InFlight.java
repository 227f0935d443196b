package ipc.bench.gate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A thread's word that says whether it is inside a call; whoever replaces the provider reads those of all threads. */
final class InFlight extends Padding {
    private static final VarHandle INSIDE;

    static {
        try {
            INSIDE = MethodHandles.lookup().findVarHandle(InFlight.class, "inside", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through INSIDE
    private int inside;

    /** Enters with a fence of its own: the load of the provider that follows comes after the store. */
    void enterFenced() {
        INSIDE.setOpaque(this, 1);
        VarHandle.fullFence();
    }

    /** Enters without; whoever replaces the provider has to make all threads pass a fence. */
    void enter() {
        INSIDE.setOpaque(this, 1);
        VarHandle.releaseFence(); // for the compiler only
    }

    /** Leaves. */
    void leave() {
        INSIDE.setRelease(this, 0); // pairs with the load of whoever waits until nobody is inside
    }
}
