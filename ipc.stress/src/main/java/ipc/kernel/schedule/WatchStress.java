package ipc.kernel.schedule;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A call that watches a wait queue sees a change, whether it came before, while or after the call began to watch. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Saw the change.")
@Outcome(expect = FORBIDDEN, desc = "A wake was lost.")
@State
public class WatchStress {
    private static final LiveScheduler SCHEDULER = new LiveScheduler();

    /** Far longer than any wake takes: only a lost one lasts so long. */
    private static final Timeout PATIENCE = Timeout.after(Duration.ofSeconds(10));

    private final WaitQueue queue = SCHEDULER.newWaitQueue("stress");
    private final ShortLock lock = SCHEDULER.newLock("stress");
    private boolean changed;

    @Actor
    public void watching(I_Result result) {
        Task task = SCHEDULER.current();
        task.enter(1, task.caller());
        WaitQueue changes = SCHEDULER.newWaitQueue("changes");
        Watch watch = new Watch() {
            @Override
            protected void changed() {
                changes.wake(1);
            }
        };
        EventCount place = watch.at(queue);
        try {
            long ticket = changes.ticket();
            while (!hasChanged()) {
                changes.park(ticket, task.deadline(PATIENCE));
                ticket = changes.ticket();
            }
            result.r1 = 1;
        } catch (IpcException late) {
            result.r1 = late.errno() == Errno.ETIMEDOUT ? 0 : -1;
        } finally {
            watch.leave(place);
            task.leave();
        }
    }

    private boolean hasChanged() {
        lock.lock();
        try {
            return changed;
        } finally {
            lock.unlock();
        }
    }

    @Actor
    public void waking() {
        lock.lock();
        try {
            changed = true;
        } finally {
            lock.unlock();
        }
        queue.wakeNext();
    }
}
