package ipc.kernel.pipes;

import ipc.api.IpcException;
import ipc.api.pipes.PipeEnd;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.InterruptibleChannel;
import java.util.Objects;
import java.util.function.IntSupplier;

/** What channels for both ends have in common: they close, and fail in the words of their types. */
abstract class PipeChannel implements InterruptibleChannel {
    final PipeEnd end;
    private volatile boolean open = true;

    PipeChannel(PipeEnd end) {
        this.end = end;
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    @Override
    public final void close() {
        open = false;
        end.close();
    }

    /** Makes a call of the end's. */
    final int call(IntSupplier call) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        checkInterruption();
        try {
            return call.getAsInt();
        } catch (IpcException failure) {
            return answer(failure);
        }
    }

    /** Closes and throws if the calling thread is interrupted. */
    final void checkInterruption() throws ClosedByInterruptException {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    private ClosedByInterruptException interrupted() {
        close();
        return new ClosedByInterruptException();
    }

    /** Returns 0 for "not now", and throws everything else. */
    private int answer(IpcException failure) throws IOException {
        IOException thrown = switch (failure.errno()) {
            case EAGAIN -> null;
            case EBADF -> new ClosedChannelException();
            case ECANCELED -> new AsynchronousCloseException();
            case EINTR -> Thread.currentThread().isInterrupted() ? interrupted() : new IOException(failure);
            default -> new IOException(failure.getMessage(), failure);
        };
        if (thrown != null) {
            throw thrown;
        }
        return 0;
    }

    /** Checks a part of an array of buffers. */
    static void checkPart(Object[] buffers, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffers.length);
    }
}
