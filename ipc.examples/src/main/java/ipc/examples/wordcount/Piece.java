package ipc.examples.wordcount;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How what travels through the queues is written: numbers as longs, words with their length before them. */
final class Piece {
    /** Bytes of a message of any queue, at most. */
    static final int BYTES_MAX = 16 * 1024;

    /** Words of a piece, in bytes: their counts fit into a message whatever they are. */
    static final int WORDS_BYTES = 4 * 1024;

    /** A chunk or piece that says: no more is coming. */
    static final long END = -1;

    private static final int CHUNK_SHIFT = 20;

    private Piece() {}

    /** Names a piece by its chunk and its place in it; no two pieces of a run have the same number. */
    static long number(long chunk, int place) {
        return chunk << CHUNK_SHIFT | place;
    }

    static void putWord(ByteBuffer message, String word) {
        byte[] bytes = word.getBytes(StandardCharsets.ISO_8859_1);
        message.putShort((short) bytes.length).put(bytes);
    }

    static String getWord(ByteBuffer message) {
        byte[] bytes = new byte[message.getShort()];
        message.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static void putWords(ByteBuffer message, List<String> words) {
        words.forEach(word -> putWord(message, word));
    }

    /** Counts the words in the rest of a message. */
    static Map<String, Long> countWords(ByteBuffer message) {
        Map<String, Long> counts = new HashMap<>();
        while (message.hasRemaining()) {
            counts.merge(getWord(message), 1L, Long::sum);
        }
        return counts;
    }

    static void putCounts(ByteBuffer message, Map<String, Long> counts) {
        counts.forEach((word, count) -> {
            message.putInt(Math.toIntExact(count));
            putWord(message, word);
        });
    }

    static Map<String, Long> getCounts(ByteBuffer message) {
        Map<String, Long> counts = new HashMap<>();
        while (message.hasRemaining()) {
            long count = message.getInt();
            counts.put(getWord(message), count);
        }
        return counts;
    }
}
