package ipc.mq;

/**
 * What goes through the inbox for each message, in one long: slot (bits 0 to 22), length (23 to 47) and priority (48 to
 * 62). The topmost bit belongs to the ring.
 */
final class Entry {
    static final int SLOTS_MAX = 1 << 23;
    static final int LENGTH_MAX = (1 << 25) - 1;

    private static final int LENGTH_SHIFT = 23;
    private static final int PRIORITY_SHIFT = 48;

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
