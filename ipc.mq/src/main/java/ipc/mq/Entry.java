package ipc.mq;

/**
 * What goes through the inbox for each message, in one long: slot (bits 0 to 23), length (24 to 48) and priority (49 to
 * 63).
 */
final class Entry {
    static final int SLOTS_MAX = 1 << 24;
    static final int LENGTH_MAX = (1 << 25) - 1;

    private static final int LENGTH_SHIFT = 24;
    private static final int PRIORITY_SHIFT = 49;

    private Entry() {}

    static long of(int slot, int length, int priority) {
        return (long) priority << PRIORITY_SHIFT | (long) length << LENGTH_SHIFT | slot;
    }

    static int slot(long entry) {
        return (int) entry & SLOTS_MAX - 1;
    }

    static int length(long entry) {
        return (int) (entry >>> LENGTH_SHIFT) & LENGTH_MAX;
    }

    static int priority(long entry) {
        return (int) (entry >>> PRIORITY_SHIFT);
    }
}
