package ipc.mq;

import ipc.api.kernel.Memory;
import ipc.api.mq.QueueOptions;

/**
 * What a queue keeps, all of it allocated and charged when the queue is made.
 *
 * @param arena the memory of the slots
 * @param heap the charge for what is on the heap
 * @param table which slot holds what
 */
record SlotStore(SlotArena arena, Memory.Charge heap, SlotTable table) {
    /** Bytes of a slot's object with its buffer, about. */
    private static final long SLOT_BYTES = 120;

    static SlotStore allocate(QueueOptions options, Memory memory) {
        int depth = options.depthMax();
        SlotArena arena = new SlotArena(memory, depth, options.messageBytesMax());
        Memory.Charge heap = null;
        try {
            heap = memory.charge(SlotTable.bytes(depth, options.priorities()) + depth * SLOT_BYTES);
            return new SlotStore(arena, heap, new SlotTable(options.priorities(), arena));
        } catch (RuntimeException | OutOfMemoryError failure) {
            arena.release();
            if (heap != null) {
                heap.release();
            }
            throw failure;
        }
    }

    void release() {
        arena.release();
        heap.release();
    }
}
