package ipc.kernel.pipes;

import ipc.api.pipes.PipeEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ScatteringByteChannel;

/** A read end as a channel. */
final class ReadChannel extends PipeChannel implements ScatteringByteChannel {
    private static final int END = -1;

    ReadChannel(PipeEnd end) {
        super(end);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return call(() -> {
            int taken = end.read(target);
            return taken == 0 && target.hasRemaining() ? END : taken;
        });
    }

    @Override
    public long read(ByteBuffer[] targets) throws IOException {
        return read(targets, 0, targets.length);
    }

    /** {@inheritDoc} Waits for the first byte, and then takes what is there. */
    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        checkPart(targets, offset, length);
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            ByteBuffer target = targets[i];
            if (target.hasRemaining()) {
                int taken = all == 0 ? read(target) : call(() -> end.tryRead(target));
                if (taken <= 0) {
                    return all == 0 ? taken : all;
                }
                all += taken;
                if (target.hasRemaining()) {
                    return all;
                }
            }
        }
        return all;
    }
}
