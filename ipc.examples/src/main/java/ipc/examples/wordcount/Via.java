package ipc.examples.wordcount;

import ipc.api.Ipc;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How chunks go from the reader to the splitters. */
enum Via {
    /** By one queue, from which each splitter takes the next one. */
    QUEUE {
        @Override
        void create(Ipc ipc, Queues queues, int splitters) {
            // it is there, as all queues are
        }

        @Override
        ChunkSink sink(Ipc ipc, Queues queues, int splitters) {
            return new QueuedChunks.Sink(Queues.open(ipc, queues.chunks()));
        }

        @Override
        ChunkSource source(Ipc ipc, Queues queues, int splitter) {
            return new QueuedChunks.Source(Queues.open(ipc, queues.chunks()));
        }

        @Override
        void remove(Ipc ipc, Queues queues, int splitters) {
            // as all queues are
        }
    },

    /** By a pipe for each splitter, in turn. */
    PIPE {
        @Override
        void create(Ipc ipc, Queues queues, int splitters) {
            PipedChunks.create(ipc, queues.chunks(), splitters);
        }

        @Override
        ChunkSink sink(Ipc ipc, Queues queues, int splitters) {
            return PipedChunks.sink(ipc, queues.chunks(), splitters);
        }

        @Override
        ChunkSource source(Ipc ipc, Queues queues, int splitter) {
            return PipedChunks.source(ipc, queues.chunks(), splitter);
        }

        @Override
        void remove(Ipc ipc, Queues queues, int splitters) {
            PipedChunks.remove(ipc, queues.chunks(), splitters);
        }
    },

    /** By a channel to each splitter, in turn. */
    CHANNEL {
        @Override
        void create(Ipc ipc, Queues queues, int splitters) {
            // the reader listens, as long as it needs to
        }

        @Override
        ChunkSink sink(Ipc ipc, Queues queues, int splitters) {
            return ChanneledChunks.sink(ipc, queues.chunks(), splitters);
        }

        @Override
        ChunkSource source(Ipc ipc, Queues queues, int splitter) {
            return ChanneledChunks.source(ipc, queues.chunks());
        }

        @Override
        void remove(Ipc ipc, Queues queues, int splitters) {
            // gone with the last end
        }
    };

    /** Makes what it needs, before anybody uses it. */
    abstract void create(Ipc ipc, Queues queues, int splitters);

    /** Opens the reader's end. */
    abstract ChunkSink sink(Ipc ipc, Queues queues, int splitters);

    /** Opens the end of one splitter. */
    abstract ChunkSource source(Ipc ipc, Queues queues, int splitter);

    /** Removes what {@link #create} made. */
    abstract void remove(Ipc ipc, Queues queues, int splitters);

    /**
     * Finds one by its word.
     *
     * @throws IllegalArgumentException there is none; the message names all
     */
    static Via of(String word) {
        return Arrays.stream(values())
                .filter(via -> via.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Arrays.stream(values())
                        .map(Via::toString)
                        .collect(Collectors.joining(", ", "--via is " + word + ", there are ", ""))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
