package ipc.kernel.schedule;

import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.time.Duration;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A wake that passes by a held waiter is not missed: the waiter is let go, and tests its condition again. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Came after the change, or was woken.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE_INTERESTING, desc = "Was held, let go, and began again.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A waiter was held for ever, or a wake was lost.")
@State
public class HoldStress {
    private static final LiveScheduler SCHEDULER = new LiveScheduler();

    private static final int GATE = 1;

    /** Far longer than any hold takes. */
    private static final Timeout PATIENCE = Timeout.after(Duration.ofSeconds(10));

    private final WaitQueue queue = SCHEDULER.newWaitQueue("stress");
    private volatile int tokens;

    @Actor
    public void waiting(II_Result result) {
        Task task = SCHEDULER.current();
        task.enter(GATE, task.caller());
        try {
            Deadline deadline = task.deadline(PATIENCE);
            while (tokens == 0) {
                look(task, deadline);
            }
            result.r1 = 1;
        } catch (IpcException late) {
            result.r1 = 0;
        } finally {
            task.leave();
        }
    }

    /** One attempt of the call, as the gate would begin it again. */
    private void look(Task task, Deadline deadline) {
        try {
            long ticket = queue.ticket();
            if (tokens == 0) {
                queue.park(ticket, deadline);
            }
        } catch (Unwind restart) {
            task.hasLeft();
        }
    }

    @Actor
    public void holding(II_Result result) {
        List<Task> held = SCHEDULER.tasks(task -> task.place() == queue && task.hold(GATE));
        tokens = 1;
        queue.wake(1);
        held.forEach(Task::letGo);
        result.r2 = held.size();
    }
}
