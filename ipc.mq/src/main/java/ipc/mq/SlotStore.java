package ipc.mq;

import ipc.api.kernel.Memory;
import ipc.api.mq.QueueOptions;

/**
 * What a queue keeps, all of it allocated and charged when the queue is made.
 *
 * @param arena the memory of the slots
 * @param heap the charge for what is on the heap
 * @param inbox sent messages on their way to the receivers' side
 * @param free slots on their way to the senders' side
 * @param backlog the receivers' side
 */
record SlotStore(SlotArena arena, Memory.Charge heap, IndexRing inbox, IndexRing free, Backlog backlog) {
    /** Bytes of a slot's object with its buffer, about. */
    private static final long SLOT_BYTES = 120;

    static SlotStore allocate(QueueOptions options, Memory memory) {
        int depth = options.depthMax();
        SlotArena arena = new SlotArena(memory, depth, options.messageBytesMax());
        try {
            Memory.Charge heap = memory.charge(heapBytes(depth, options.priorities()));
            IndexRing inbox = new IndexRing(depth);
            IndexRing free = new IndexRing(depth);
            Backlog backlog = new Backlog(depth, options.priorities(), inbox, free, arena);
            return new SlotStore(arena, heap, inbox, free, backlog);
        } catch (RuntimeException | OutOfMemoryError failure) {
            arena.release();
            throw failure;
        }
    }

    private static long heapBytes(int depth, int priorities) {
        return 2 * IndexRing.bytes(depth) + Backlog.bytes(depth, priorities) + depth * SLOT_BYTES;
    }

    void release() {
        arena.release();
        heap.release();
    }
}
