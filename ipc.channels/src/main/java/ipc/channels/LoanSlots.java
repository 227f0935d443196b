package ipc.channels;

import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The places for loaned messages of a lane, made as they are needed and used again: each is known to the receivers, and
 * most of them to the senders too.
 */
final class LoanSlots {
    /** Senders get slots for so many bytes at once: the fewer there are, the more often they wait for those in use. */
    private static final int BYTES_AT_ONCE = 4096;

    private final Memory memory;
    private final int depthMax;
    private final EmptiedSlots emptied = new EmptiedSlots();
    private final ClaimSlots claims = new ClaimSlots(emptied);
    private final LeaseSlots leases = new LeaseSlots(emptied);

    /** Under both locks. */
    private final List<Memory.Region> regions = new ArrayList<>();

    LoanSlots(Memory memory, int depthMax) {
        this.memory = memory;
        this.depthMax = depthMax;
    }

    /** Returns the senders' side. */
    ClaimSlots claims() {
        return claims;
    }

    /** Returns the receivers' side. */
    LeaseSlots leases() {
        return leases;
    }

    /** Allocates some slots for senders' messages of so many bytes; without locks. */
    Memory.Region allocateSome(int bytes) {
        int size = SlotPool.sizeFor(bytes);
        return memory.allocate((long) size * Math.clamp(BYTES_AT_ONCE / size, 1, depthMax));
    }

    /** Allocates a slot for a receiver's message of so many bytes; without locks. */
    Memory.Region allocate(int bytes) {
        return memory.allocate(SlotPool.sizeFor(bytes));
    }

    /** Makes slots for senders' messages of so many bytes; under both locks. */
    void addClaims(Lane lane, Memory.Region region, int bytes) {
        int size = SlotPool.sizeFor(bytes);
        int count = (int) (region.bytes() / size);
        int from = leases.count();
        regions.add(region);
        claims.add(from, slices(region, size, count), lane.claims());
        leases.add(slices(region, size, count), lane.leases(), true);
        emptied.makePlaces(leases.count(), claims.takenBack());
    }

    /** Makes a slot for a receiver; under both locks. */
    LeaseSlot addLease(Lane lane, Memory.Region region) {
        regions.add(region);
        leases.add(slices(region, (int) region.bytes(), 1), lane.leases(), false);
        return leases.at(leases.count() - 1);
    }

    private static List<ByteBuffer> slices(Memory.Region region, int size, int count) {
        List<ByteBuffer> slices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slices.add(region.buffer().slice(i * size, size)); // in network order, as every buffer of a message
        }
        return slices;
    }

    void release() {
        regions.forEach(Memory.Region::release);
    }
}
