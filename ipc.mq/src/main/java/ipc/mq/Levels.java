package ipc.mq;

import ipc.api.Signal;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.mq.spi.QueueState.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a queue answers those who wait for it together with other objects; expired messages go first. */
final class Levels {
    private final SlotQueue queue;
    private final SlotTable table;
    private final ShortLock lock;
    private final Scheduler scheduler;

    Levels(SlotQueue queue, SlotTable table, ShortLock lock, Scheduler scheduler) {
        this.queue = queue;
        this.table = table;
        this.lock = lock;
        this.scheduler = scheduler;
    }

    long assertedAt(Signal signal) {
        boolean readable = signal == Signal.READABLE;
        List<Message> dead = null;
        boolean asserted;
        lock.lock();
        try {
            dead = table.expiring() ? takeExpired(readable) : null;
            asserted = readable ? !table.isEmpty() : !table.isFull();
        } finally {
            lock.unlock();
        }
        queue.bury(dead);
        return asserted ? 0 : queue.nextLook(); // of an empty queue it is never
    }

    private @Nullable List<Message> takeExpired(boolean readable) {
        if (readable) {
            return queue.takeDue();
        }
        return table.isFull() ? table.purge(scheduler.nowNanos()) : null;
    }
}
