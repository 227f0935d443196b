package ipc.examples.wordcount;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Fills chunks that fit into a message from streams, one after the other, and never cuts through a word. */
final class Chunks {
    private final byte[] bytes;
    private final IntConsumer full;
    private int filled;

    /**
     * Makes an empty chunk.
     *
     * @param bytes where chunks are filled
     * @param full told how many bytes are a chunk, whenever there is one
     */
    Chunks(byte[] bytes, IntConsumer full) {
        this.bytes = bytes;
        this.full = full;
    }

    /** Reads a stream to its end; what is left over waits for the next one. */
    void addAll(InputStream in) throws IOException {
        while (true) {
            filled += in.readNBytes(bytes, filled, bytes.length - filled);
            if (filled < bytes.length) {
                bytes[filled++] = ' '; // the next stream begins another word
                return;
            }
            give(cut());
        }
    }

    /** Gives what is left over. */
    void end() {
        if (filled > 0) {
            give(filled);
        }
    }

    private void give(int length) {
        full.accept(length);
        System.arraycopy(bytes, length, bytes, 0, filled - length);
        filled -= length;
    }

    /** Behind the last separator; in a longer row of word bytes, where such a row is divided anyway. */
    private int cut() {
        int run = 0;
        while (run < filled && Words.isPart(bytes[filled - 1 - run])) {
            run++;
        }
        return filled - run % Words.BYTES_MAX;
    }
}
