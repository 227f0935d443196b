package ipc.channels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slots that nobody uses, by their size, the one that is unused longest first; under the lock of one side. */
final class SlotPool<S extends LoanSlot> {
    private static final int SMALLEST = 6;

    /** By the logarithm of the size. */
    private final List<ArrayDeque<S>> bySize = new ArrayList<>();

    /** Returns the size of slots for so many bytes: a power of two, a cache line or more. */
    static int sizeFor(int bytes) {
        return 1 << (SMALLEST + indexOf(bytes));
    }

    private static int indexOf(int bytes) {
        return Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, bytes - 1)) - SMALLEST);
    }

    void add(S slot) {
        int index = indexOf(slot.capacity());
        while (bySize.size() <= index) {
            bySize.add(new ArrayDeque<>());
        }
        bySize.get(index).addLast(slot);
    }

    /** Takes a slot of at least so many bytes; null if there is none. */
    @Nullable
    S take(int bytes) {
        for (int index = indexOf(bytes); index < bySize.size(); index++) {
            S slot = bySize.get(index).pollFirst();
            if (slot != null) {
                return slot;
            }
        }
        return null;
    }
}
