package ipc.api.mq.spi;

import ipc.api.kernel.Deadline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiPredicate;

/** How a provider without batches of its own moves several messages. */
final class OneByOne {
    private OneByOne() {}

    /** {@return how many of the first were moved} Only the first waits; false from the move means "not now". */
    static int move(List<ByteBuffer> all, Deadline deadline, BiPredicate<ByteBuffer, Deadline> move) {
        int moved = 0;
        try {
            while (moved < all.size() && move.test(all.get(moved), moved == 0 ? deadline : Deadline.NOW)) {
                moved++;
            }
        } catch (RuntimeException refused) {
            if (moved == 0) {
                throw refused;
            }
        }
        return moved;
    }
}
