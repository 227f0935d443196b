package ipc.kernel.process;

import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.spi.Takeable;
import ipc.kernel.schedule.Want;
import org.jspecify.annotations.Nullable;

/** An object that waits take from, reached through one handle. */
public interface Taking extends OpenHandle.Awaited {
    @Override
    @Nullable
    Takeable waitable();

    /**
     * Throws if the process may not take through this handle.
     *
     * @param call which call wants to
     */
    void checkTake(Sysno call);

    /** Returns the object's number in its mechanism. */
    long order();

    /** Returns what a wait for it wants that others may have, or null. */
    default @Nullable Want want() {
        return null;
    }

    /**
     * Tells when time alone may make the object available, which then wakes nobody; under the guard, after the
     * provider's object has said that there is nothing to take.
     */
    default long againNanos() {
        return Long.MAX_VALUE;
    }

    /** The process begins to wait for the object, together with others. */
    void waits();

    /** The process waits no longer, whether it has taken or not. */
    void waitsNoMore();

    /**
     * The calling thread has taken; inside the gate, without the guard.
     *
     * @param outcome what the provider's object answered
     * @return whether its last owner died
     */
    boolean took(long outcome);

    /**
     * Explains why there will be nothing to take.
     *
     * @param call which call
     * @param answer what the provider's object answered
     * @return the exception to throw
     */
    IpcException refused(Sysno call, int answer);
}
