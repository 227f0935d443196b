package ipc.channels;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The slots that senders fill; under their lock.
 *
 * <p>Those that are empty again are taken back many at once, so that the two sides seldom meet.
 */
final class ClaimSlots extends CacheLines {
    /** Senders of small messages take slots back when so many, or more than a part of all, are empty. */
    private static final int MANY = 64;

    private static final int LEAST_PART = 4;

    /** For larger messages, new slots cost more than it costs to meet. */
    private static final int SMALL_BYTES = 512;

    private final EmptiedSlots emptied;
    private final SlotPool<ClaimSlot> free = new SlotPool<>();

    /** By index; null where it is a receiver's. */
    private final List<@Nullable ClaimSlot> all = new ArrayList<>();

    /** How many of those that were emptied have been taken back. */
    private long takenBack;

    ClaimSlots(EmptiedSlots emptied) {
        this.emptied = emptied;
    }

    long takenBack() {
        return takenBack;
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

    /** Returns a free slot of at least so many bytes; null if one is to be made. */
    @Nullable
    ClaimSlot take(int bytes) {
        ClaimSlot slot = free.take(bytes);
        return slot == null && takeBack(bytes) ? free.take(bytes) : slot;
    }

    /** Takes back what is empty again, if that is enough to be worth it for a message of so many bytes. */
    private boolean takeBack(int bytes) {
        int few = bytes <= SMALL_BYTES ? Math.min(MANY, all.size() / LEAST_PART) : 0;
        long count = emptied.count();
        if (count - takenBack <= few) {
            return false;
        }
        for (; takenBack < count; takenBack++) {
            free.add(Objects.requireNonNull(all.get(emptied.at(takenBack))));
        }
        return true;
    }

    /** Gives a slot back that its sender did not use. */
    void giveBack(ClaimSlot slot) {
        free.add(slot);
    }
}
