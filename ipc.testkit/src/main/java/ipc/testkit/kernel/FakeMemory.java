package ipc.testkit.kernel;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory with a limit that a test can move, and a count of what has not been given back. */
public final class FakeMemory implements Memory {
    private long limitBytes;
    private long usedBytes;
    private int outstanding;

    FakeMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Sets how many bytes may be charged altogether; what is charged already stays.
     *
     * @param bytes 0 or more
     */
    public synchronized void limit(long bytes) {
        limitBytes = bytes;
    }

    /** {@return how many bytes are charged now} */
    public synchronized long usedBytes() {
        return usedBytes;
    }

    /** {@return how many charges and regions have not been released} */
    public synchronized int outstanding() {
        return outstanding;
    }

    @Override
    public Charge charge(long bytes) {
        take(bytes);
        return new Part(bytes, ByteBuffer.allocate(0));
    }

    @Override
    public Region allocate(long bytes) {
        take(bytes);
        return new Part(bytes, ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder()));
    }

    private synchronized void take(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("charge of " + bytes + " bytes");
        }
        if (bytes > limitBytes - usedBytes) {
            throw IpcException.of(Errno.ENOMEM, "charge %,d bytes, %,d of %,d used", bytes, usedBytes, limitBytes);
        }
        usedBytes += bytes;
        outstanding++;
    }

    private synchronized void give(long bytes) {
        usedBytes -= bytes;
        outstanding--;
    }

    /** One charge, with or without bytes of its own. */
    private final class Part implements Region {
        private final long bytes;
        private final ByteBuffer buffer;
        private boolean released;

        private Part(long bytes, ByteBuffer buffer) {
            this.bytes = bytes;
            this.buffer = buffer;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void release() {
            synchronized (FakeMemory.this) {
                if (!released) {
                    released = true;
                    give(bytes);
                }
            }
        }

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }
    }
}
