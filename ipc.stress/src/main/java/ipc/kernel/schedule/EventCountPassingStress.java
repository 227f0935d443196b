package ipc.kernel.schedule;

import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A wake that finds a waiter about to leave goes to the next one: of two who wait, one is always woken. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both were woken, or came after the change.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "One left, the other was woken.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A wake went to one who left.")
@State
public class EventCountPassingStress {
    private static final LiveScheduler SCHEDULER = new LiveScheduler();
    private static final Timeout SOON = Timeout.after(Duration.ofNanos(20_000));
    private static final Timeout PATIENCE = Timeout.after(Duration.ofSeconds(10));

    private final WaitQueue queue = SCHEDULER.newWaitQueue("stress");
    private volatile int tokens;

    @Actor
    public void leaving(II_Result result) {
        result.r1 = await(SOON);
    }

    @Actor
    public void staying(II_Result result) {
        result.r2 = await(PATIENCE);
    }

    private int await(Timeout timeout) {
        Task task = SCHEDULER.current();
        task.enter(1, task.caller());
        try {
            Deadline deadline = task.deadline(timeout);
            while (true) {
                long ticket = queue.ticket();
                if (tokens != 0) {
                    return 1;
                }
                queue.park(ticket, deadline);
            }
        } catch (IpcException late) {
            return 0;
        } finally {
            task.leave();
        }
    }

    @Actor
    public void waking() {
        tokens = 1;
        queue.wake(1);
        queue.wake(1);
    }
}
