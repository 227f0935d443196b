package ipc.examples.wordcount;

import java.nio.ByteBuffer;

/** Where a splitter gets chunks from. */
interface ChunkSource extends AutoCloseable {
    /**
     * Waits for the next chunk.
     *
     * @param buffer receives its number and its text, between position and limit
     * @return false if no more is coming
     */
    boolean next(ByteBuffer buffer);

    @Override
    void close();
}
