package ipc.examples.wordcount;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a word is: letters, digits and bytes beyond ASCII in a row, ASCII letters in lower case. A row longer than
 * {@link #BYTES_MAX} counts as several words, so that every word fits into a message.
 */
final class Words {
    static final int BYTES_MAX = 1024;

    private Words() {}

    static boolean isPart(byte b) {
        return b < 0 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    /** Gives each word of some bytes, in order. */
    static void split(byte[] bytes, int length, Consumer<String> words) {
        int start = 0;
        for (int i = 0; i <= length; i++) {
            boolean ends = i == length || !isPart(bytes[i]);
            if (ends || i - start == BYTES_MAX) {
                if (i > start) {
                    words.accept(word(bytes, start, i));
                }
                start = ends ? i + 1 : i;
            }
        }
    }

    private static String word(byte[] bytes, int from, int to) {
        byte[] lower = new byte[to - from];
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            lower[i - from] = b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
        }
        return new String(lower, StandardCharsets.ISO_8859_1);
    }

    /** Adds counts to counts. */
    static void addAll(Map<String, Long> to, Map<String, Long> counts) {
        counts.forEach((word, count) -> to.merge(word, count, Long::sum));
    }
}
