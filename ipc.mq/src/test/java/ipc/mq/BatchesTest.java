package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueObject;
import ipc.testkit.kernel.FakeKernel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchesTest {
    private static final int DEPTH = 20;
    private static final int BYTES = 8;

    private final FakeKernel kernel = new FakeKernel();
    private final CountingScheduler scheduler = new CountingScheduler(kernel.scheduler());
    private final QueueObject queue = new SlotQueues(scheduler, kernel.memory())
            .create(
                    "/batches",
                    QueueOptions.readWrite().create(0600).depthMax(DEPTH).messageBytesMax(BYTES),
                    new Deaf());

    @AfterEach
    void end() {
        queue.destroy();
        kernel.close();
    }

    @Test
    void shouldTakeOneLockOnceForMessagesThatFit() {
        int before = scheduler.passages;

        int sent = queue.sendAll(buffers(DEPTH), 0, Long.MAX_VALUE, Deadline.NOW);

        assertThat(sent).isEqualTo(DEPTH);
        assertThat(scheduler.passages - before).isEqualTo(1);
    }

    @Test
    void shouldTakeOneLockOnceForMessagesThatAreThere() {
        queue.sendAll(buffers(DEPTH), 0, Long.MAX_VALUE, Deadline.NOW);
        int before = scheduler.passages;

        int received = queue.receiveAll(buffers(DEPTH + 5), Deadline.NOW);

        assertThat(received).isEqualTo(DEPTH);
        assertThat(scheduler.passages - before).isEqualTo(1);
    }

    private static List<ByteBuffer> buffers(int count) {
        return Stream.generate(() -> ByteBuffer.allocate(BYTES)).limit(count).toList();
    }

    /** Counts how often a lock is taken. */
    private static final class CountingScheduler implements Scheduler {
        private final Scheduler counted;
        private int passages;

        private CountingScheduler(Scheduler counted) {
            this.counted = counted;
        }

        @Override
        public WaitQueue newWaitQueue(String name) {
            return counted.newWaitQueue(name);
        }

        @Override
        public ShortLock newLock(String name) {
            ShortLock lock = counted.newLock(name);
            return new ShortLock() {
                @Override
                public void lock() {
                    passages++;
                    lock.lock();
                }

                @Override
                public boolean tryLock() {
                    passages++;
                    return lock.tryLock();
                }

                @Override
                public void unlock() {
                    lock.unlock();
                }
            };
        }

        @Override
        public long nowNanos() {
            return counted.nowNanos();
        }
    }

    /** Wants to hear of nothing. */
    private static final class Deaf implements QueueListener {
        @Override
        public boolean watching() {
            return false;
        }

        @Override
        public void arrived() {}

        @Override
        public void expired(ByteBuffer message, int priority) {}
    }
}
