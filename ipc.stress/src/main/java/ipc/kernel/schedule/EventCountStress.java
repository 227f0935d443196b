package ipc.kernel.schedule;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A wake between ticket and park is not lost. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Saw the change without a wait, or was woken.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A wake was lost.")
@State
public class EventCountStress {
    private static final LiveScheduler SCHEDULER = new LiveScheduler();

    /** Far longer than any wake takes: only a lost one lasts so long. */
    private static final Timeout PATIENCE = Timeout.after(Duration.ofSeconds(10));

    private final WaitQueue queue = SCHEDULER.newWaitQueue("stress");
    private final ShortLock lock = SCHEDULER.newLock("stress");
    private boolean ready;

    @Actor
    public void waiting(I_Result result) {
        Task task = SCHEDULER.current();
        task.enter(1, task.caller());
        try {
            var deadline = task.deadline(PATIENCE);
            while (true) {
                long ticket = queue.ticket();
                if (isReady()) {
                    result.r1 = 1;
                    return;
                }
                queue.park(ticket, deadline);
            }
        } catch (IpcException late) {
            result.r1 = late.errno() == Errno.ETIMEDOUT ? 0 : -1;
        } finally {
            task.leave();
        }
    }

    private boolean isReady() {
        lock.lock();
        try {
            return ready;
        } finally {
            lock.unlock();
        }
    }

    @Actor
    public void waking() {
        lock.lock();
        try {
            ready = true;
        } finally {
            lock.unlock();
        }
        queue.wake(1);
    }
}
