package ipc.bench;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that do one piece of work together, started for it; a stuck or failed one makes the work fail. */
public final class Crew {
    private static final long STUCK_SECONDS = 60;

    private final CountDownLatch working;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Crew(int size) {
        this.working = new CountDownLatch(size);
    }

    /** What a member does. */
    @FunctionalInterface
    public interface Duty {
        /**
         * Does it, on a thread of its own.
         *
         * @throws Exception if it cannot
         */
        void run() throws Exception;
    }

    /** Names the makers of threads. */
    public static ThreadFactory threads(boolean virtual) {
        return virtual
                ? Thread.ofVirtual().factory()
                : Thread.ofPlatform().daemon().factory();
    }

    /** Starts a thread for each duty and returns when all have been done. */
    public static void run(ThreadFactory threads, List<Duty> duties) {
        Crew crew = new Crew(duties.size());
        for (Duty duty : duties) {
            threads.newThread(() -> crew.perform(duty)).start();
        }
        crew.await();
    }

    private void perform(Duty duty) {
        try {
            duty.run();
        } catch (Throwable thrown) { // also a failed assertion: it must not be lost with its thread
            failure.compareAndSet(null, thrown);
        } finally {
            working.countDown();
        }
    }

    private void await() {
        try {
            if (!working.await(STUCK_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        working.getCount() + " threads are stuck after " + STUCK_SECONDS + " s", failure.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("a thread of the work failed", thrown);
        }
    }
}
