package ipc.kernel.schedule;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Of two threads that try to acquire a lock, one that may have the bias, never both are inside. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Every update of those who came in was kept.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both were inside.")
@State
public class OneCallStress {
    private final BiasedLock lock = new BiasedLock("stress", 2);
    private int count;
    private int first;
    private int second;

    @Actor
    public void first() {
        first = addOften();
    }

    @Actor
    public void second() {
        second = addOften();
    }

    private int addOften() {
        int added = 0;
        for (int i = 0; i < 4; i++) {
            added += add();
        }
        return added;
    }

    private int add() {
        if (!lock.tryLock()) {
            return 0;
        }
        try {
            count++;
        } finally {
            lock.unlock();
        }
        return 1;
    }

    @Arbiter
    public void lost(I_Result result) {
        result.r1 = first + second - count;
    }
}
