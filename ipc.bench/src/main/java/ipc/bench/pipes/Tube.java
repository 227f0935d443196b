package ipc.bench.pipes;

import java.io.IOException;

/** Carries pieces of one size from a writer to a reader, who may be one thread. */
interface Tube extends AutoCloseable {
    /** Writes one piece, waiting for room. */
    void write() throws IOException;

    /** Reads one piece, waiting for all of it; returns its first byte. */
    int read() throws IOException;

    @Override
    void close() throws IOException;
}
