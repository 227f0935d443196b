package ipc.kernel.schedule;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The thread that has the bias and the one that takes it away are never both inside the lock, also when the bias has
 * come back and is taken away again.
 */
@JCStressTest
@Outcome(id = "8", expect = Expect.ACCEPTABLE, desc = "Every update was kept.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both were inside.")
@State
public class BiasedLockStress {
    private final BiasedLock lock = new BiasedLock("stress", 2);
    private int count;

    @Actor
    public void first() {
        addOften();
    }

    @Actor
    public void second() {
        addOften();
    }

    /** Some time on the way one has the bias, and the other may be about to take it away. */
    private void addOften() {
        for (int i = 0; i < 4; i++) {
            add();
        }
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
