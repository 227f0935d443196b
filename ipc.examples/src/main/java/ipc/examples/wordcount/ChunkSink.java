package ipc.examples.wordcount;

/** Where the reader puts chunks. */
interface ChunkSink extends AutoCloseable {
    /** Sends a chunk to some splitter, waiting for room. */
    void send(long number, byte[] text, int length);

    @Override
    void close();
}
