package ipc.channels;

import org.jspecify.annotations.Nullable;

/** Slots that nobody uses, the one used last first; under the lock of one side. */
final class SlotStack {
    private @Nullable LoanSlot first;

    void push(LoanSlot slot) {
        slot.next = first;
        first = slot;
    }

    /** Takes the first slot of at least so many bytes; null if there is none. */
    @Nullable
    LoanSlot take(int bytes) {
        LoanSlot before = null;
        for (LoanSlot slot = first; slot != null; slot = slot.next) {
            if (slot.capacity() >= bytes) {
                takeOut(slot, before);
                return slot;
            }
            before = slot;
        }
        return null;
    }

    private void takeOut(LoanSlot slot, @Nullable LoanSlot before) {
        if (before == null) {
            first = slot.next;
        } else {
            before.next = slot.next;
        }
    }
}
