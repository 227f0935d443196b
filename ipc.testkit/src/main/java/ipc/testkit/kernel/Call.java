package ipc.testkit.kernel;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call on a thread of its own, for calls that are expected to block.
 *
 * @param <T> what it returns
 */
public final class Call<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Call(Callable<T> body) {
        task = new FutureTask<>(body);
        thread = Thread.ofPlatform().name("call").daemon().unstarted(task);
    }

    /**
     * Starts a call.
     *
     * @param body what it does
     * @return the call, running
     * @param <T> what it returns
     */
    public static <T> Call<T> start(Callable<T> body) {
        Call<T> call = new Call<>(body);
        call.thread.start();
        return call;
    }

    /** {@return what the call returned} Waits for it, under a watchdog. */
    public T result() {
        try {
            return await();
        } catch (ExecutionException e) {
            throw new AssertionError("the call failed", e.getCause());
        }
    }

    /** {@return what the call threw} Waits for it, under a watchdog. */
    public Throwable failure() {
        try {
            throw new AssertionError("the call returned " + await());
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            return cause == null ? e : cause;
        }
    }

    /** {@return whether it is over} */
    public boolean isDone() {
        return task.isDone();
    }

    /** {@return whether its thread waits for something} Only the test knows for what. */
    public boolean isWaiting() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    /** Interrupts its thread. */
    public void interrupt() {
        thread.interrupt();
    }

    private T await() throws ExecutionException {
        try {
            return task.get(Watchdog.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the call has not returned after " + Watchdog.limit(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a call", e);
        }
    }
}
