package ipc.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.stress.RecycledMemory;
import java.nio.ByteBuffer;

/** Makes rings for the moment that a stress test needs one, and moves messages whose ends can be compared. */
final class StressedRings {
    static final int BYTES = 64;

    private static final Memory MEMORY = new RecycledMemory();

    private StressedRings() {}

    static RecordRing ring() {
        return new RecordRing(options(), MEMORY);
    }

    static Lane lane(Scheduler scheduler) {
        ChannelState empty = ChannelState.empty(ChannelOptions.standard().fromFirst(options()));
        return new Lane("stressed", empty.fromFirst(), new Lane.Ground(scheduler, MEMORY, cargo -> {}));
    }

    private static DirectionOptions options() {
        return DirectionOptions.standard().depthMax(1).bytesMax(BYTES).messageBytesMax(BYTES);
    }

    /** Returns a message whose first and last long are a value. */
    static ByteBuffer message(long value) {
        return ByteBuffer.allocate(BYTES).putLong(0, value).putLong(BYTES - Long.BYTES, value);
    }

    /** Takes the first message if there is one. */
    static void take(RecordRing ring, ByteBuffer buffer) {
        RingHead head = ring.head();
        int record = head.first();
        if (record != Records.NONE) {
            int word = head.word(record);
            head.copyOut(record, Records.lengthIn(word), buffer);
            head.remove(record, word);
        }
    }

    static long first(ByteBuffer buffer) {
        return buffer.getLong(0);
    }

    static long last(ByteBuffer buffer) {
        return buffer.getLong(BYTES - Long.BYTES);
    }
}
