package ipc.examples.wordcount;

import java.nio.charset.StandardCharsets;

/**
 * What a word is: letters, digits and bytes beyond ASCII in a row, ASCII letters in lower case. A row longer than
 * {@link #BYTES_MAX} counts as several words, so that every word fits into a message.
 */
final class Words {
    static final int BYTES_MAX = 1024;

    private static final byte[] LOWER = lower();

    /** Takes words. */
    @FunctionalInterface
    interface Taker {
        /** Takes a word, which lies between other bytes. */
        void word(byte[] text, int from, int to);
    }

    private Words() {}

    /** By byte: what it is in a word, 0 if it is in none. */
    private static byte[] lower() {
        byte[] lower = new byte[1 << Byte.SIZE];
        for (int i = 0; i < lower.length; i++) {
            boolean capital = i >= 'A' && i <= 'Z';
            boolean other = i >= 1 << (Byte.SIZE - 1) || (i >= '0' && i <= '9') || (i >= 'a' && i <= 'z');
            lower[i] = (byte) (capital ? i - 'A' + 'a' : other ? i : 0);
        }
        return lower;
    }

    static byte lower(byte b) {
        return LOWER[Byte.toUnsignedInt(b)];
    }

    static boolean isPart(byte b) {
        return lower(b) != 0;
    }

    /** Gives each word of some bytes, in order, its letters as they are. */
    static void split(byte[] text, int length, Taker taker) {
        int start = 0;
        for (int i = 0; i <= length; i++) {
            boolean ends = i == length || !isPart(text[i]);
            if (ends || i - start == BYTES_MAX) {
                if (i > start) {
                    taker.word(text, start, i);
                }
                start = ends ? i + 1 : i;
            }
        }
    }

    /** {@return a word as a text, in lower case} */
    static String text(byte[] text, int from, int to) {
        byte[] lower = new byte[to - from];
        for (int i = from; i < to; i++) {
            lower[i - from] = lower(text[i]);
        }
        return new String(lower, StandardCharsets.ISO_8859_1);
    }
}
