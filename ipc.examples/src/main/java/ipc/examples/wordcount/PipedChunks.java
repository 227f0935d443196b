package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.Pipes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chunks in pipes, one for each splitter: their length, number and text; the end of the pipe says the rest. */
final class PipedChunks {
    private PipedChunks() {}

    private static Stream<String> names(String name, int splitters) {
        return IntStream.range(0, splitters).mapToObj(splitter -> name + splitter);
    }

    static void create(Ipc ipc, String name, int splitters) {
        names(name, splitters).forEach(each -> ipc.face(Pipes.class).makeFifo(each, PipeOptions.readWrite()));
    }

    static void remove(Ipc ipc, String name, int splitters) {
        names(name, splitters).forEach(ipc.face(Pipes.class)::unlink);
    }

    static ChunkSink sink(Ipc ipc, String name, int splitters) {
        return new Sink(names(name, splitters)
                .map(each -> ipc.face(Pipes.class).open(each, PipeOptions.writing()))
                .toList());
    }

    static ChunkSource source(Ipc ipc, String name, int splitter) {
        return new Source(ipc.face(Pipes.class).open(name + splitter, PipeOptions.reading()));
    }

    private record Sink(List<PipeEnd> ends) implements ChunkSink {
        @Override
        public void send(long number, byte[] text, int length) {
            ByteBuffer chunk = ByteBuffer.allocate(Integer.BYTES + Long.BYTES + length);
            chunk.putInt(Long.BYTES + length).putLong(number).put(text, 0, length);
            ends.get((int) (number % ends.size())).write(chunk.flip());
        }

        @Override
        public void close() {
            ends.forEach(PipeEnd::close);
        }
    }

    private record Source(PipeEnd end) implements ChunkSource {
        @Override
        public boolean next(ByteBuffer buffer) {
            if (!fill(buffer.clear().limit(Integer.BYTES))) {
                return false;
            }
            int length = buffer.getInt(0);
            if (!fill(buffer.clear().limit(length))) {
                throw new IllegalStateException("the reader has ended in the middle of a chunk");
            }
            buffer.flip();
            return true;
        }

        /** Returns false if nothing comes before the end. */
        private boolean fill(ByteBuffer buffer) {
            while (buffer.hasRemaining()) {
                if (end.read(buffer) == 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void close() {
            end.close();
        }
    }
}
