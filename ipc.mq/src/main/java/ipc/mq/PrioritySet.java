package ipc.mq;

/**
 * A set of priorities that knows its highest, in a few instructions for 32 of them and in a few more for 32,768: a bit
 * for each priority, a bit for each word of those, and one word of bits for those in turn. Up to 64 priorities are that
 * one word.
 */
final class PrioritySet {
    private static final int WORD_SHIFT = 6;

    private final boolean oneWord;
    private final long[] priorities;
    private final long[] words;
    private long summary;

    /** Makes an empty set of priorities from 0 to bound - 1; the bound is at most 64 * 64 * 64. */
    PrioritySet(int bound) {
        oneWord = bound <= Long.SIZE;
        priorities = new long[words(bound)];
        words = new long[words(priorities.length)];
    }

    private static int words(int bits) {
        return ((bits - 1) >>> WORD_SHIFT) + 1;
    }

    void add(int priority) {
        if (oneWord) {
            summary |= 1L << priority;
        } else {
            addToWords(priority);
        }
    }

    private void addToWords(int priority) {
        int word = priority >>> WORD_SHIFT;
        priorities[word] |= 1L << priority; // a shift counts modulo 64
        words[word >>> WORD_SHIFT] |= 1L << word;
        summary |= 1L << (word >>> WORD_SHIFT);
    }

    void remove(int priority) {
        if (oneWord) {
            summary &= ~(1L << priority);
        } else {
            removeFromWords(priority);
        }
    }

    private void removeFromWords(int priority) {
        int word = priority >>> WORD_SHIFT;
        priorities[word] &= ~(1L << priority);
        if (priorities[word] == 0) {
            words[word >>> WORD_SHIFT] &= ~(1L << word);
            if (words[word >>> WORD_SHIFT] == 0) {
                summary &= ~(1L << (word >>> WORD_SHIFT));
            }
        }
    }

    boolean isEmpty() {
        return summary == 0;
    }

    /** Returns the highest member; the set is not empty. */
    int highest() {
        int upper = highestBit(summary);
        return oneWord ? upper : highestIn(upper);
    }

    private int highestIn(int upper) {
        int word = upper << WORD_SHIFT | highestBit(words[upper]);
        return word << WORD_SHIFT | highestBit(priorities[word]);
    }

    private static int highestBit(long bits) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
    }

    /** Returns the highest member below a priority, or -1. */
    int below(int priority) {
        for (int candidate = priority - 1; candidate >= 0; candidate--) {
            if (contains(candidate)) {
                return candidate;
            }
        }
        return -1;
    }

    private boolean contains(int priority) {
        long word = oneWord ? summary : priorities[priority >>> WORD_SHIFT];
        return (word & 1L << priority) != 0;
    }
}
