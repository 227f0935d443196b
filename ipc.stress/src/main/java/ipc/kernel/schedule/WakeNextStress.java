package ipc.kernel.schedule;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A wake that was held back, because a woken waiter was on its way, is not missed by that waiter. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Got both.")
@Outcome(expect = FORBIDDEN, desc = "A wake was lost.")
@State
public class WakeNextStress {
    private static final LiveScheduler SCHEDULER = new LiveScheduler();

    /** Far longer than any wake takes: only a lost one lasts so long. */
    private static final Timeout PATIENCE = Timeout.after(Duration.ofSeconds(10));

    private final WaitQueue queue = SCHEDULER.newWaitQueue("stress");
    private final ShortLock lock = SCHEDULER.newLock("stress");
    private int available;

    @Actor
    public void waiting(I_Result result) {
        Task task = SCHEDULER.current();
        task.enter(1, task.caller());
        try {
            Deadline deadline = task.deadline(PATIENCE);
            while (result.r1 < 2) {
                long ticket = queue.ticket();
                if (take()) {
                    result.r1++;
                } else {
                    queue.park(ticket, deadline);
                }
            }
        } catch (IpcException late) {
            result.r1 = late.errno() == Errno.ETIMEDOUT ? 0 : -1;
        } finally {
            task.leave();
        }
    }

    private boolean take() {
        lock.lock();
        try {
            if (available == 0) {
                return false;
            }
            available--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Actor
    public void waking() {
        add();
        add();
    }

    private void add() {
        lock.lock();
        try {
            available++;
        } finally {
            lock.unlock();
        }
        queue.wakeNext();
    }
}
