package ipc.kernel.swap;

import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.TaskDeadline;
import java.util.concurrent.atomic.AtomicBoolean;

/** One at a time, in the order of arrival; whoever has the turn may wait, which no lock of the scheduler allows. */
final class Turn {
    private final AtomicBoolean taken = new AtomicBoolean();
    private final WaitQueue given;

    Turn(KernelScheduler scheduler, String name) {
        this.given = scheduler.newWaitQueue(name);
    }

    void take() {
        while (true) {
            long ticket = given.ticket();
            if (taken.compareAndSet(false, true)) {
                return;
            }
            given.park(ticket, TaskDeadline.NEVER);
        }
    }

    void give() {
        taken.set(false);
        given.wake(1); // the volatile store is the fence that wake() asks for
    }
}
