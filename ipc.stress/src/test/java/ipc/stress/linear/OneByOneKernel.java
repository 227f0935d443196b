package ipc.stress.linear;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/** What a provider needs of a kernel for calls that do not wait, in a form that Lincheck sees through. */
final class OneByOneKernel implements Scheduler, Memory {
    private final boolean locks;

    private OneByOneKernel(boolean locks) {
        this.locks = locks;
    }

    static OneByOneKernel sound() {
        return new OneByOneKernel(true);
    }

    /** Its locks let everybody in. */
    static OneByOneKernel withoutLocks() {
        return new OneByOneKernel(false);
    }

    @Override
    public ShortLock newLock(String name) {
        return locks ? new Exclusive() : new Open();
    }

    @Override
    public WaitQueue newWaitQueue(String name) {
        return new Nobody();
    }

    @Override
    public long nowNanos() {
        return 0;
    }

    @Override
    public Charge charge(long bytes) {
        return allocate(0);
    }

    @Override
    public Region allocate(long bytes) {
        return new Piece(bytes, ByteBuffer.allocateDirect((int) bytes));
    }

    private static final class Exclusive implements ShortLock {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        public void lock() {
            lock.lock();
        }

        @Override
        public boolean tryLock() {
            return lock.tryLock();
        }

        @Override
        public void unlock() {
            lock.unlock();
        }
    }

    private record Open() implements ShortLock {
        @Override
        public void lock() {
            // lets everybody in
        }

        @Override
        public boolean tryLock() {
            return true;
        }

        @Override
        public void unlock() {
            // nobody is kept out
        }
    }

    private static final class Nobody implements WaitQueue {
        @Override
        public boolean linger(int attempt) {
            return false;
        }

        @Override
        public long ticket() {
            return 0;
        }

        @Override
        public void park(long ticket, Deadline deadline, long recheckNanos) {
            throw new IllegalStateException("nobody waits here");
        }

        @Override
        public int wake(int count) {
            return 0;
        }

        @Override
        public void wakeNext() {
            // nobody waits here
        }

        @Override
        public int waiting() {
            return 0;
        }
    }

    private record Piece(long bytes, ByteBuffer buffer) implements Region {
        @Override
        public void release() {
            // nothing was charged
        }
    }
}
