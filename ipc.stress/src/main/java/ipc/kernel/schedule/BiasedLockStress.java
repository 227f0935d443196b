package ipc.kernel.schedule;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The thread that has the bias and the one that takes it away are never both inside the lock. */
@JCStressTest
@Outcome(id = "4", expect = Expect.ACCEPTABLE, desc = "Every update was kept.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both were inside.")
@State
public class BiasedLockStress {
    private final BiasedLock lock = new BiasedLock("stress");
    private int count;

    @Actor
    public void first() {
        addTwice();
    }

    @Actor
    public void second() {
        addTwice();
    }

    /** The second time the first to come has the bias, and the other may be about to take it away. */
    private void addTwice() {
        add();
        add();
    }

    private void add() {
        lock.lock();
        try {
            count++;
        } finally {
            lock.unlock();
        }
    }

    @Arbiter
    public void count(I_Result result) {
        result.r1 = count;
    }
}
