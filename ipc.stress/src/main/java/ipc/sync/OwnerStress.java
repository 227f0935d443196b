package ipc.sync;

import ipc.api.spi.Owner;
import ipc.api.sync.spi.MutexObject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two who lock have the mutex one after the other; the second one sees what the first one did, and misses no wake. */
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "One after the other.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both had it at once, or one waited in vain.")
@State
public class OwnerStress {
    private final MutexObject mutex = StressedSync.mutex();
    private int owners;

    @Actor
    public void one(II_Result result) {
        result.r1 = owns(StressedSync.ONE);
    }

    @Actor
    public void other(II_Result result) {
        result.r2 = owns(StressedSync.OTHER);
    }

    private int owns(Owner owner) {
        if (StressedSync.lock(mutex, owner) != 1) {
            return -1;
        }
        int order = ++owners;
        mutex.unlock(owner);
        return order;
    }
}
