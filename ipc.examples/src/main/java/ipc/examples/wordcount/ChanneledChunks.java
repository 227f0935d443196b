package ipc.examples.wordcount;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Chunks in channels: the reader listens, each splitter connects; a closed end says that no more is coming. */
final class ChanneledChunks {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private ChanneledChunks() {}

    /** Waits until all splitters are there. */
    static ChunkSink sink(Ipc ipc, String name, int splitters) {
        List<Channel> ends = new ArrayList<>();
        try (ChannelListener listener = ipc.face(Channels.class).listen(name, ChannelOptions.standard())) {
            for (int i = 0; i < splitters; i++) {
                ends.add(listener.accept(Timeout.forever()));
            }
        }
        return new Sink(ends);
    }

    /** Waits until the reader listens. */
    static ChunkSource source(Ipc ipc, String name) {
        while (true) {
            try {
                return new Source(ipc.face(Channels.class).connect(name, Timeout.forever()));
            } catch (IpcException early) {
                if (early.errno() != Errno.ENOENT) {
                    throw early;
                }
                ipc.sleep(PAUSE);
            }
        }
    }

    private record Sink(List<Channel> ends) implements ChunkSink {
        @Override
        public void send(long number, byte[] text, int length) {
            ByteBuffer chunk = ByteBuffer.allocate(Long.BYTES + length);
            chunk.putLong(number).put(text, 0, length);
            ends.get((int) (number % ends.size())).send(chunk.flip(), 0);
        }

        @Override
        public void close() {
            ends.forEach(Channel::close);
        }
    }

    private record Source(Channel end) implements ChunkSource {
        @Override
        public boolean next(ByteBuffer buffer) {
            try {
                end.receive(buffer.clear());
            } catch (IpcException last) {
                if (last.errno() != Errno.EPIPE) {
                    throw last;
                }
                return false;
            }
            buffer.flip();
            return true;
        }

        @Override
        public void close() {
            end.close();
        }
    }
}
