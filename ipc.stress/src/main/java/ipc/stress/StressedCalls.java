package ipc.stress;

import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;

/** Calls of providers' objects as the live kernel makes them. */
public final class StressedCalls {
    /** Makes wait queues and locks. */
    public static final LiveScheduler SCHEDULER = new LiveScheduler();

    /** Charges nobody. */
    public static final Memory MEMORY = new Free();

    /** Far longer than any wake takes: only a lost one lasts so long. */
    private static final Timeout PATIENCE = Timeout.after(Duration.ofSeconds(10));

    private static final int LOST = -1;

    private StressedCalls() {}

    /**
     * Makes a call that may wait.
     *
     * @param call what to do until when
     * @return what it returned; -1 if it waited in vain
     */
    public static int waiting(Function<Deadline, Integer> call) {
        Task task = SCHEDULER.current();
        task.enter(1, task.caller());
        try {
            return call.apply(task.deadline(PATIENCE));
        } catch (IpcException late) {
            return LOST;
        } finally {
            task.leave();
        }
    }

    private record Free() implements Memory {
        @Override
        public Charge charge(long bytes) {
            return new Nothing(bytes, ByteBuffer.allocate(0));
        }

        @Override
        public Region allocate(long bytes) {
            return new Nothing(bytes, ByteBuffer.allocate((int) bytes));
        }
    }

    private record Nothing(long bytes, ByteBuffer buffer) implements Memory.Region {
        @Override
        public void release() {
            // nothing was charged
        }
    }
}
