package ipc.stress.planted;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Whoever has the mutex after a waiter reaches it: a false claim about a condition that gives the mutex up in one step,
 * and begins to wait in the next one.
 */
@JCStressTest
@Outcome(
        id = {"false, false", "true, true"},
        expect = Expect.ACCEPTABLE,
        desc = "Did not wait, or was reached.")
@Outcome(id = "true, false", expect = Expect.FORBIDDEN, desc = "A signal reached nobody.")
@State
public class ForgetfulSignalStress {
    private final AtomicBoolean mutex = new AtomicBoolean();
    private boolean ready;
    private volatile boolean waits;

    @Actor
    public void waiting(ZZ_Result result) {
        lock();
        boolean wants = !ready;
        mutex.set(false);
        Thread.onSpinWait(); // so that a short run meets the other one here
        waits = wants;
        result.r1 = wants;
    }

    @Actor
    public void signalling(ZZ_Result result) {
        lock();
        ready = true;
        mutex.set(false);
        result.r2 = waits;
    }

    private void lock() {
        while (!mutex.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
    }
}
