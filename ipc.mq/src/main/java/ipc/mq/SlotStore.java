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
 * @param tally what the sides know of each other besides
 * @param backlog the receivers' side
 */
record SlotStore(SlotArena arena, Memory.Charge heap, IndexRing inbox, IndexRing free, Tally tally, Backlog backlog) {
    /** Bytes of a slot's object with its buffer, about. */
    private static final long SLOT_BYTES = 120;

    static SlotStore allocate(QueueOptions options, Memory memory) {
        int depth = options.depthMax();
        SlotArena arena = new SlotArena(memory, depth, options.messageBytesMax());
        Memory.Charge heap = null;
        try {
            heap = memory.charge(heapBytes(depth, options.priorities()));
            IndexRing inbox = new IndexRing(depth);
            IndexRing free = new IndexRing(depth);
            Tally tally = new Tally(depth);
            Backlog backlog = new Backlog(options.priorities(), arena, inbox, free, tally);
            return new SlotStore(arena, heap, inbox, free, tally, backlog);
        } catch (RuntimeException | OutOfMemoryError failure) {
            arena.release();
            if (heap != null) {
                heap.release();
            }
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
