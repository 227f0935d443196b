package ipc.mq;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Slots in line: a list for each priority, first in first out, linked through one array. */
final class PriorityLists {
    static final int NONE = -1;

    private final int[] heads;
    private final int[] tails;
    private final int[] next;
    private final PrioritySet occupied;

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

    /** Takes the first slot of the highest priority; the lists are not empty. */
    int removeFirst() {
        int priority = occupied.highest();
        int slot = heads[priority];
        removeHead(priority);
        return slot;
    }

    private void removeHead(int priority) {
        heads[priority] = next[heads[priority]];
        if (heads[priority] == NONE) {
            occupied.remove(priority);
        }
    }

    /** Takes out, from first to last, every slot for which the condition holds. */
    void removeIf(IntPredicate condition) {
        for (int priority = first(); priority != NONE; priority = occupied.below(priority)) {
            int slot = heads[priority];
            heads[priority] = NONE;
            occupied.remove(priority);
            while (slot != NONE) {
                int following = next[slot];
                if (!condition.test(slot)) {
                    addLast(slot, priority);
                }
                slot = following;
            }
        }
    }

    private int first() {
        return occupied.isEmpty() ? NONE : occupied.highest();
    }
}
