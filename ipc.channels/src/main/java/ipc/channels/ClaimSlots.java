package ipc.channels;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The slots that senders fill; under their lock. */
final class ClaimSlots extends CacheLines {
    private final LeaseSlots leases;
    private final SlotPool<ClaimSlot> free = new SlotPool<>();

    /** By index; null where it is a receiver's. */
    private final List<@Nullable ClaimSlot> all = new ArrayList<>();

    ClaimSlots(LeaseSlots leases) {
        this.leases = leases;
    }

    /** Adds slots from an index on; also under the receivers' lock. */
    void add(int from, List<ByteBuffer> buffers, Claims claims) {
        while (all.size() < from) {
            all.add(null);
        }
        for (ByteBuffer buffer : buffers) {
            ClaimSlot slot = new ClaimSlot(all.size(), buffer, claims);
            all.add(slot);
            free.add(slot);
        }
    }

    /** Returns a free slot of at least so many bytes; null if there is none but perhaps those that seem emptied. */
    @Nullable
    ClaimSlot take(int bytes) {
        return free.take(bytes);
    }

    /** Gives a slot back that its sender did not use. */
    void giveBack(ClaimSlot slot) {
        free.add(slot);
    }

    /** Takes back all that receivers have emptied; also under their lock. */
    void takeBack() {
        leases.takeEmptied(this::free);
    }

    private void free(int index) {
        free.add(Objects.requireNonNull(all.get(index)));
    }
}
