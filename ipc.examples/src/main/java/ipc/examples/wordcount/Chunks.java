package ipc.examples.wordcount;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into chunks that fit into a message, never through a word. */
final class Chunks {
    private final InputStream in;
    private final byte[] bytes;
    private int filled;

    Chunks(InputStream in, int bytesMax) {
        this.in = in;
        this.bytes = new byte[bytesMax];
    }

    /** Returns the next chunk; empty at the end. */
    byte[] next() throws IOException {
        filled += in.readNBytes(bytes, filled, bytes.length - filled);
        int cut = filled < bytes.length ? filled : cut();
        byte[] chunk = Arrays.copyOf(bytes, cut);
        System.arraycopy(bytes, cut, bytes, 0, filled - cut);
        filled -= cut;
        return chunk;
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
