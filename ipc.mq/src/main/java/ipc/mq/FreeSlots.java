package ipc.mq;

/**
 * The free slots of a queue, given out in the order in which they lie, from the last one on and round again.
 *
 * <p>Messages leave by priority, so slots become free in any order. Reused in that order they would mix up over time,
 * and every message would be somewhere else; as it is, messages that come one after the other lie one after the other,
 * which the processor foresees.
 *
 * <p>A bit for each slot, and above that a bit for each word of bits that is not empty, up to one word at the top:
 * finding the next one takes a step, or two for each level if the word at hand is empty.
 */
final class FreeSlots {
    private static final int WORD_SHIFT = 6;
    private static final int WORD_MASK = Long.SIZE - 1;

    private final int slots;

    /** The lowest first. */
    private final long[][] levels;

    /** Where the search begins. */
    private int start;

    /** Makes a set of so many slots, all of them free. */
    FreeSlots(int slots) {
        this.slots = slots;
        this.levels = new long[levels(slots)][];
        int bits = slots;
        for (int level = 0; level < levels.length; level++) {
            levels[level] = full(bits);
            bits = levels[level].length;
        }
    }

    private static int levels(int slots) {
        int levels = 1;
        for (int words = words(slots); words > 1; words = words(words)) {
            levels++;
        }
        return levels;
    }

    private static long[] full(int bits) {
        long[] words = new long[words(bits)];
        for (int bit = 0; bit < bits; bit++) {
            words[bit >>> WORD_SHIFT] |= 1L << bit; // a shift counts modulo 64
        }
        return words;
    }

    private static int words(int bits) {
        return ((bits - 1) >>> WORD_SHIFT) + 1;
    }

    /** Returns the slot that is to be used next; there is one. */
    int next() {
        int found = atOrAbove(0, start);
        return found < 0 ? farther() : found;
    }

    /** Returns the lowest bit that is set in the word of a bit and not below it, or -1. */
    private int atOrAbove(int level, int bit) {
        long bits = levels[level][bit >>> WORD_SHIFT] & -1L << bit;
        return bits == 0 ? -1 : (bit & ~WORD_MASK) | Long.numberOfTrailingZeros(bits);
    }

    /** Nothing is left in the word where the search begins: looks in the next ones, and then from the beginning. */
    private int farther() {
        int word = start >>> WORD_SHIFT;
        for (int level = 1; level < levels.length; level++) {
            int following = word + 1;
            word = following >>> WORD_SHIFT;
            if (word < levels[level].length) {
                int found = atOrAbove(level, following);
                if (found >= 0) {
                    return lowestBelow(level, found);
                }
            }
        }
        return lowestBelow(levels.length, 0);
    }

    /** Returns the first slot below a bit of a level. */
    private int lowestBelow(int level, int bit) {
        int lowest = bit;
        for (int below = level - 1; below >= 0; below--) {
            lowest = (lowest << WORD_SHIFT) | Long.numberOfTrailingZeros(levels[below][lowest]);
        }
        return lowest;
    }

    /** Takes out the slot that {@link #next} returned. */
    void take(int slot) {
        start = slot + 1 == slots ? 0 : slot + 1;
        int bit = slot;
        for (long[] words : levels) {
            words[bit >>> WORD_SHIFT] &= ~(1L << bit);
            if (words[bit >>> WORD_SHIFT] != 0) {
                return;
            }
            bit >>>= WORD_SHIFT;
        }
    }

    /** A slot becomes free. */
    void add(int slot) {
        int bit = slot;
        for (long[] words : levels) {
            long before = words[bit >>> WORD_SHIFT];
            words[bit >>> WORD_SHIFT] = before | (1L << bit);
            if (before != 0) {
                return;
            }
            bit >>>= WORD_SHIFT;
        }
    }
}
