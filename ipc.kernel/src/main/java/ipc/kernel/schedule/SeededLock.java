package ipc.kernel.schedule;

import ipc.api.kernel.ShortLock;
import org.jspecify.annotations.Nullable;

/** A short lock under the seeded scheduler: each acquisition is a scheduling point. */
final class SeededLock implements ShortLock {
    private final String name;
    private final SeededScheduler scheduler;
    private @Nullable Task owner;

    SeededLock(String name, SeededScheduler scheduler) {
        this.name = name;
        this.scheduler = scheduler;
    }

    @Override
    public void lock() {
        Task task = scheduler.current();
        if (owner == task) {
            throw new IllegalStateException(task + " acquires " + this + " twice");
        }
        while (!tryLock(task)) {
            // the owner is runnable: its turn will come
        }
    }

    @Override
    public boolean tryLock() {
        return tryLock(scheduler.current());
    }

    private boolean tryLock(Task task) {
        scheduler.point(task);
        if (owner != null) {
            return false;
        }
        owner = task;
        task.locksHeld++;
        return true;
    }

    @Override
    public void unlock() {
        Task task = scheduler.current();
        if (owner != task) {
            throw new IllegalStateException(task + " releases " + this + " of " + owner);
        }
        owner = null;
        task.locksHeld--;
    }

    @Override
    public String toString() {
        return "lock of " + name;
    }
}
