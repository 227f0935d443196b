package ipc.bench.waitqueue;

import ipc.api.kernel.Scheduler;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.TaskDeadline;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits on a wait queue of the kernel for each player. */
final class WaitQueueTurns implements Turns {
    private final WaitQueue[] queues;
    private final AtomicInteger turn = new AtomicInteger();

    WaitQueueTurns() {
        Scheduler scheduler = new LiveScheduler();
        this.queues = new WaitQueue[] {scheduler.newWaitQueue("turn of 0"), scheduler.newWaitQueue("turn of 1")};
    }

    @Override
    public void join(int player) {}

    @Override
    public void await(int player) {
        while (true) {
            long ticket = queues[player].ticket();
            if (turn.get() == player) { // pairs with the store in pass()
                return;
            }
            queues[player].park(ticket, TaskDeadline.NEVER);
        }
    }

    @Override
    public void pass(int other) {
        turn.setRelease(other); // pairs with the load in await()
        VarHandle.fullFence(); // a waker that holds no lock puts a fence between its change and the wake
        queues[other].wake(1);
    }
}
