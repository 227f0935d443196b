package ipc.examples.wordcount;

/** Sizes and numbers of what travels through the queues. */
final class Piece {
    /** Bytes of a message of any queue, at most. */
    static final int BYTES_MAX = 64 * 1024;

    /** Bytes of a chunk of text. */
    static final int CHUNK_BYTES = BYTES_MAX - Long.BYTES;

    /**
     * Bytes of a piece, a blank behind each word. A piece of {@code n} words has at least {@code 2 n} bytes; its counts
     * take 5 bytes a word more, so they fit into a message whatever the words are.
     */
    static final int WORDS_BYTES = 16 * 1024;

    /** A chunk or piece that says: no more is coming. */
    static final long END = -1;

    private static final int CHUNK_SHIFT = 20;

    private Piece() {}

    /** Names a piece by its chunk and its place in it; no two pieces of a run have the same number. */
    static long number(long chunk, int place) {
        return chunk << CHUNK_SHIFT | place;
    }

    /** {@return the chunk that a piece comes from} */
    static long chunk(long number) {
        return number >> CHUNK_SHIFT;
    }
}
