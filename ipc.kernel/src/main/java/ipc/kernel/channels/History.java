package ipc.kernel.channels;

import ipc.api.channels.DirectionOptions;
import ipc.api.channels.spi.ChannelEnd;
import ipc.api.kernel.Memory;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The last messages that a listener has sent to all, for those who connect later; one thread at a time. */
final class History {
    private final int messagesMax;
    private final int bytesMax;
    private final Memory.@Nullable Charge charge;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private int bytes;

    private record Kept(ByteBuffer message, int priority) {}

    /** Charges the caller for what it may come to hold. */
    History(int messages, DirectionOptions direction, Memory memory) {
        this.messagesMax = messages;
        this.bytesMax = direction.bytesMax();
        this.charge =
                messages == 0 ? null : memory.charge(Math.min(bytesMax, (long) messages * direction.messageBytesMax()));
    }

    void add(ByteBuffer message, int priority) {
        if (messagesMax == 0) {
            return;
        }
        int length = message.remaining();
        kept.add(new Kept(ByteBuffer.allocate(length).put(0, message, message.position(), length), priority));
        bytes += length;
        while (kept.size() > messagesMax || bytes > bytesMax) {
            bytes -= kept.removeFirst().message().remaining();
        }
    }

    /** Sends everything to a new channel's end, where there is room for it. */
    void replay(ChannelEnd from) {
        for (Kept each : kept) {
            if (!from.send(each.message().duplicate(), each.priority(), 0, TaskDeadline.NOW)) {
                throw new IllegalStateException("a new channel has no room for the history that its bounds allow");
            }
        }
    }

    void release() {
        if (charge != null) {
            charge.release();
        }
    }
}
