package ipc.kernel.pipes;

import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/** A write end as a channel. */
final class WriteChannel extends PipeChannel implements GatheringByteChannel {
    WriteChannel(PipeEnd end) {
        super(end);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int written = call(() -> end.write(source));
        if (source.hasRemaining()) {
            checkInterruption(); // which has ended the write; the position tells what is in
        }
        return written;
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        checkPart(sources, offset, length);
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            all += sources[i].remaining();
        }
        return all <= PipeOptions.ATOMIC_BYTES
                ? writeAsOne(sources, offset, length)
                : writeInTurn(sources, offset, length);
    }

    private long writeAsOne(ByteBuffer[] sources, int offset, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PipeOptions.ATOMIC_BYTES);
        for (int i = offset; i < offset + length; i++) {
            piece.put(sources[i].duplicate());
        }
        int written = write(piece.flip());
        for (int i = offset; written > 0 && i < offset + length; i++) {
            sources[i].position(sources[i].limit());
        }
        return written;
    }

    private long writeInTurn(ByteBuffer[] sources, int offset, int length) throws IOException {
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            all += write(sources[i]);
            if (sources[i].hasRemaining()) {
                return all;
            }
        }
        return all;
    }
}
