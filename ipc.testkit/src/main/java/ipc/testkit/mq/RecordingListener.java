package ipc.testkit.mq;

import ipc.api.mq.spi.QueueListener;
import ipc.testkit.kernel.FakeScheduler;
import ipc.testkit.kernel.Texts;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what a queue tells the kernel, and refuses to be told under a lock. */
final class RecordingListener implements QueueListener {
    private final FakeScheduler scheduler;
    private final AtomicInteger arrivals = new AtomicInteger();
    private final List<String> expired = new CopyOnWriteArrayList<>();
    private volatile boolean watching;

    RecordingListener(FakeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    void watch(boolean on) {
        watching = on;
    }

    int arrivals() {
        return arrivals.get();
    }

    /** {@return the expired messages in the order they were reported, as {@code text@priority}} */
    List<String> expired() {
        return List.copyOf(expired);
    }

    @Override
    public boolean watching() {
        return watching;
    }

    @Override
    public void arrived() {
        refuseLocks();
        arrivals.incrementAndGet();
    }

    @Override
    public void expired(ByteBuffer message, int priority) {
        refuseLocks();
        expired.add(Texts.textOf(message) + "@" + priority);
    }

    private void refuseLocks() {
        List<String> held = scheduler.locksHeld();
        if (!held.isEmpty()) {
            throw new AssertionError("the listener is called with " + held + " held");
        }
    }
}
