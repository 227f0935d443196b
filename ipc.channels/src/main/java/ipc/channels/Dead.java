package ipc.channels;

import java.util.ArrayList;
import java.util.List;

/** What died unread under a lock, to be told of after it. */
final class Dead {
    private List<Long> cargoes = List.of();

    List<Long> cargoes() {
        return cargoes;
    }

    void add(long cargo) {
        if (cargo != 0) {
            cargoes = cargoes.isEmpty() ? new ArrayList<>() : cargoes;
            cargoes.add(cargo);
        }
    }

    /** Removes the next message, which nobody has read. */
    void removeFirst(RingHead head) {
        remove(head, head.first());
    }

    /** Removes the message that is missed least, which nobody has read. */
    void removeOldest(RingHead head) {
        remove(head, head.oldestOfLowest());
    }

    private void remove(RingHead head, int record) {
        add(head.drop(record));
    }
}
