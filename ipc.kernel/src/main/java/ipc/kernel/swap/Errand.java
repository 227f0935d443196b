package ipc.kernel.swap;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something done on a kernel task of its own, whose end somebody else waits for: to be left alone when that somebody is
 * killed, or to be given up when it runs code that may never return.
 *
 * @param <R> type of the result
 */
final class Errand<R> {
    private final String name;
    private final WaitQueue ended;
    private volatile @Nullable Thread thread;
    private volatile boolean done;
    private @Nullable R result;
    private @Nullable Throwable failure;

    private record Until(long atNanos) implements Deadline {
        @Override
        public boolean immediate() {
            return false;
        }
    }

    private Errand(KernelScheduler scheduler, String name) {
        this.name = name;
        this.ended = scheduler.newWaitQueue("end of " + name);
    }

    static <R> Errand<R> start(KernelScheduler scheduler, Caller caller, String name, Supplier<R> body) {
        Errand<R> errand = new Errand<>(scheduler, name);
        scheduler.startApart(name, caller, () -> errand.run(body));
        return errand;
    }

    private void run(Supplier<R> body) {
        thread = Thread.currentThread();
        try {
            result = body.get();
        } catch (Throwable thrown) { // for whoever waits, whatever it is
            failure = thrown;
        }
        done = true;
        ended.wake(Integer.MAX_VALUE); // the volatile store is the fence that wake() asks for
    }

    /**
     * Waits for the end as the present caller of the task.
     *
     * @return the result; what the body threw is thrown
     */
    R await() {
        awaitEnd(Long.MAX_VALUE);
        return result();
    }

    /**
     * Waits for the end, but not for ever; it goes on then.
     *
     * @param untilNanos when to give up, on the kernel's clock
     * @return whether it has ended
     */
    boolean endsBy(long untilNanos) {
        try {
            awaitEnd(untilNanos);
            return true;
        } catch (IpcException late) {
            if (late.errno() != Errno.ETIMEDOUT) {
                throw late;
            }
            return done;
        }
    }

    private void awaitEnd(long untilNanos) {
        while (!done) {
            long ticket = ended.ticket();
            if (!done) {
                ended.park(ticket, new Until(untilNanos));
            }
        }
    }

    /** Returns the result of what has ended; what the body threw is thrown. */
    R result() {
        switch (failure) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
        return Objects.requireNonNull(result);
    }

    /** Waits for the end whatever happens to the thread that waits. */
    R awaitFirmly() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return await();
                } catch (IpcException failed) {
                    if (done || failed.errno() != Errno.EINTR) {
                        throw failed;
                    }
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns where it is now, for people. */
    String whereabouts() {
        StringBuilder text = new StringBuilder(name);
        Thread present = thread;
        if (present != null) {
            for (StackTraceElement frame : present.getStackTrace()) {
                text.append("\n\tat ").append(frame);
            }
        }
        return text.toString();
    }
}
