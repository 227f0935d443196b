package ipc.sync;

import ipc.api.sync.spi.MutexObject;
import ipc.stress.StressedCalls;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Giving up the mutex and beginning to wait is one step: whoever has the mutex afterwards reaches the waiter. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Saw the change, or was reached by the signal.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A signal was lost.")
@State
public class SignalStress {
    private final MutexObject mutex = StressedSync.mutex();
    private boolean ready;

    @Actor
    public void waiting(I_Result result) {
        int outcome = StressedSync.lock(mutex, StressedSync.ONE);
        while (outcome == 1 && !ready) {
            long waiter = mutex.conditions().begin(0, StressedSync.ONE);
            outcome = StressedCalls.waiting(deadline -> mutex.conditions().await(0, waiter, deadline));
            outcome = outcome == 1 ? StressedSync.lock(mutex, StressedSync.ONE) : outcome;
        }
        mutex.unlock(StressedSync.ONE);
        result.r1 = outcome;
    }

    @Actor
    public void signalling() {
        StressedSync.lock(mutex, StressedSync.OTHER);
        ready = true;
        mutex.unlock(StressedSync.OTHER);
        mutex.conditions().signal(0, 1);
    }
}
