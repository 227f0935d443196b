package ipc.kernel.memory;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Limit;
import ipc.api.kernel.Memory;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.ProcessCaller;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Charges bytes to the calling process and to the system, and allocates off-heap memory. */
public final class KernelMemory implements Memory {
    private static final int CACHE_LINE = 64;
    private static final int REGION_MAX = Integer.MAX_VALUE - CACHE_LINE;

    private final KernelScheduler scheduler;
    private final KernelProcess first;
    private final AtomicLong used = new AtomicLong();
    private final LongSupplier max;

    /**
     * Makes a memory service with nothing in use.
     *
     * @param scheduler tells who calls
     * @param first pays for what no process asked for
     * @param max most bytes in all now
     */
    public KernelMemory(KernelScheduler scheduler, KernelProcess first, LongSupplier max) {
        this.scheduler = scheduler;
        this.first = first;
        this.max = max;
    }

    @Override
    public Charge charge(long bytes) {
        return charged(bytes);
    }

    private Charged charged(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("charge of " + bytes + " bytes, bound 0");
        }
        Caller caller = scheduler.current().caller();
        KernelProcess payer = caller instanceof ProcessCaller known ? known.process() : first;
        boolean moving = caller instanceof MovingCaller;
        long bound = moving ? Long.MAX_VALUE : payer.limits().soft(Limit.MEMORY_BYTES);
        add(payer.memoryBytes(), bytes, bound, "process " + payer.pid());
        try {
            add(used, bytes, moving ? Long.MAX_VALUE : max.getAsLong(), "the system");
        } catch (IpcException full) {
            payer.memoryBytes().addAndGet(-bytes);
            throw full;
        }
        return new Charged(payer.memoryBytes(), used, bytes);
    }

    /**
     * Lets somebody else pay for a region from now on, even above his limit: it is his, and there already.
     *
     * @param region from {@link #allocate}, in nobody else's hands
     * @param payer who pays
     */
    public static void charge(Region region, KernelProcess payer) {
        if (region instanceof Allocated allocated) {
            allocated.charge().moveTo(payer.memoryBytes());
        }
    }

    private static void add(AtomicLong account, long bytes, long bound, String whose) {
        while (true) {
            long before = account.get();
            if (bytes > bound - before) {
                throw IpcException.of(
                        Errno.ENOMEM, "keep %,d bytes more than %,d for %s, limit %,d", bytes, before, whose, bound);
            }
            if (account.compareAndSet(before, before + bytes)) {
                return;
            }
        }
    }

    @Override
    public Region allocate(long bytes) {
        if (bytes > REGION_MAX) {
            throw IpcException.of(Errno.ENOMEM, "allocate %,d bytes, limit %,d", bytes, REGION_MAX);
        }
        Charged charge = charged(bytes);
        try {
            return new Allocated(charge, lines((int) bytes));
        } catch (OutOfMemoryError exhausted) {
            charge.release();
            throw IpcException.of(Errno.ENOMEM, "allocate %,d bytes: %s", bytes, exhausted);
        }
    }

    /** Allocates memory that begins with a cache line, so that messages side by side share as few as possible. */
    private static ByteBuffer lines(int bytes) {
        ByteBuffer memory = ByteBuffer.allocateDirect(bytes + CACHE_LINE - 1);
        int past = memory.alignmentOffset(0, CACHE_LINE);
        return memory.slice(past == 0 ? 0 : CACHE_LINE - past, bytes).order(ByteOrder.nativeOrder());
    }

    /** Returns the bytes in use by all. */
    public long usedBytes() {
        return used.get();
    }

    /** Bytes on two accounts. */
    private static final class Charged implements Charge {
        private final AtomicBoolean released = new AtomicBoolean();
        private final AtomicLong system;
        private final long bytes;
        private volatile AtomicLong process;

        private Charged(AtomicLong process, AtomicLong system, long bytes) {
            this.process = process;
            this.system = system;
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        private void moveTo(AtomicLong next) {
            if (process != next) {
                next.addAndGet(bytes);
                process.addAndGet(-bytes);
                process = next;
            }
        }

        @Override
        public void release() {
            if (released.compareAndSet(false, true)) {
                process.addAndGet(-bytes);
                system.addAndGet(-bytes);
            }
        }
    }

    /**
     * The garbage collector frees the memory when the last slice is gone, so a late reader reads old bytes at worst.
     */
    private record Allocated(Charged charge, ByteBuffer buffer) implements Region {
        @Override
        public long bytes() {
            return charge.bytes();
        }

        @Override
        public void release() {
            charge.release();
        }
    }
}
