package ipc.mq;

import java.util.Arrays;

/** Slots in line: a list for each priority, first in first out, linked through one array. */
final class PriorityLists {
    static final int NONE = -1;

    private final int[] heads;
    private final int[] tails;
    private final int[] next;
    private final PrioritySet occupied;

    /** What is done with each slot in line. */
    interface Visitor {
        void visit(int slot, int priority);
    }

    /** Which slots are meant. */
    interface Condition {
        boolean test(int slot, int priority);
    }

    PriorityLists(int slots, int priorities) {
        heads = new int[priorities];
        tails = new int[priorities];
        next = new int[slots];
        occupied = new PrioritySet(priorities);
        Arrays.fill(heads, NONE);
    }

    /** Returns the bytes that lists of this size take on the heap, about. */
    static long bytes(int slots, int priorities) {
        return (2L * priorities + slots) * Integer.BYTES + priorities / Byte.SIZE;
    }

    boolean isEmpty() {
        return occupied.isEmpty();
    }

    /** Returns the highest priority; the lists are not empty. */
    int highest() {
        return occupied.highest();
    }

    /** Returns the first slot of a priority, or {@link #NONE}. */
    int first(int priority) {
        return heads[priority];
    }

    void addLast(int slot, int priority) {
        next[slot] = NONE;
        if (heads[priority] == NONE) {
            heads[priority] = slot;
            occupied.add(priority);
        } else {
            next[tails[priority]] = slot;
        }
        tails[priority] = slot;
    }

    void addFirst(int slot, int priority) {
        if (heads[priority] == NONE) {
            addLast(slot, priority);
        } else {
            next[slot] = heads[priority];
            heads[priority] = slot;
        }
    }

    /** Takes the first slot of a priority that has one. */
    int removeFirst(int priority) {
        int slot = heads[priority];
        int following = next[slot];
        heads[priority] = following;
        if (following == NONE) {
            occupied.remove(priority);
        }
        return slot;
    }

    /** Takes out, from first to last, every slot for which the condition holds. */
    void removeIf(Condition condition) {
        for (int priority = top(); priority != NONE; priority = occupied.below(priority)) {
            int slot = heads[priority];
            heads[priority] = NONE;
            occupied.remove(priority);
            while (slot != NONE) {
                int following = next[slot];
                if (!condition.test(slot, priority)) {
                    addLast(slot, priority);
                }
                slot = following;
            }
        }
    }

    /** Shows every slot, from first to last. */
    void forEach(Visitor visitor) {
        for (int priority = top(); priority != NONE; priority = occupied.below(priority)) {
            for (int slot = heads[priority]; slot != NONE; slot = next[slot]) {
                visitor.visit(slot, priority);
            }
        }
    }

    private int top() {
        return isEmpty() ? NONE : highest();
    }
}
