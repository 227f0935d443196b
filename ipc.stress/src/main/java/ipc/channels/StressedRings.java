package ipc.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.spi.ChannelObserver;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Memory;
import ipc.kernel.schedule.TaskDeadline;
import ipc.stress.RecycledMemory;
import ipc.stress.StressedCalls;
import java.nio.ByteBuffer;

/** Makes rings for the moment that a stress test needs one, and moves messages whose ends can be compared. */
final class StressedRings {
    static final int BYTES = 64;

    private static final Memory MEMORY = new RecycledMemory();

    private StressedRings() {}

    static RecordRing ring() {
        return new RecordRing(options(), MEMORY);
    }

    /** Returns a lane with room for one message. */
    static Lane lane() {
        return lane(cargo -> {});
    }

    static Lane lane(ChannelObserver observer) {
        ChannelState empty = ChannelState.empty(ChannelOptions.standard().fromFirst(options()));
        return new Lane("stressed", empty.fromFirst(), new Lane.Ground(StressedCalls.SCHEDULER, MEMORY, observer));
    }

    /** Returns a lane without room. */
    static Lane full(long value) {
        Lane lane = lane();
        send(lane, message(value));
        return lane;
    }

    /** Returns a transaction as the kernel numbers them. */
    static int transaction(int number) {
        return number | Integer.MIN_VALUE;
    }

    /** Returns a reply to a call, which ends in a value. */
    static ByteBuffer reply(int transaction, long value) {
        return message(value).putInt(0, transaction);
    }

    static boolean send(Lane lane, ByteBuffer message) {
        return lane.inlet().send(message, 0, 0, TaskDeadline.NOW);
    }

    static long receive(Lane lane, ByteBuffer buffer) {
        return lane.outlet().receive(buffer, 0, TaskDeadline.NOW);
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
