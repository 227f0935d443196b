package ipc.channels;

import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A call that waits for its reply, and the place for the reply; used for one call after the other. */
final class PendingCall {
    private final WaitQueue answered;
    private final Memory memory;
    private ByteBuffer reply = ByteBuffer.allocate(0);
    private Memory.@Nullable Charge charge;
    private int transaction;
    private int room;
    private int priority;
    private boolean replied;
    private boolean misfit;

    /** The next one in its bucket, or in the pool. */
    @Nullable
    PendingCall next;

    /** When it began, among the calls of its lane. */
    long began;

    PendingCall(WaitQueue answered, Memory memory) {
        this.answered = answered;
        this.memory = memory;
    }

    /** Tells whether there is a place for a reply of so many bytes. */
    boolean holds(int bytes) {
        return reply.capacity() >= bytes;
    }

    /** Makes a place for a reply of so many bytes, and charges for it. Nobody else knows this yet. */
    void grow(int bytes) {
        Memory.Charge more = memory.charge(bytes);
        release();
        charge = more;
        reply = ByteBuffer.allocate(bytes);
    }

    void begin(int id, int bytes) {
        transaction = id;
        room = bytes;
        replied = false;
        misfit = false;
    }

    /** Goes on with a call of another provider's. */
    void continueFrom(ChannelState.Call call) {
        grow(call.room());
        begin(call.transaction(), call.room());
        misfit = call.misfit();
        ChannelState.Message there = call.reply();
        if (there != null) {
            fill(there.bytes(), there.priority());
        }
    }

    void release() {
        if (charge != null) {
            charge.release();
            charge = null;
        }
    }

    WaitQueue answered() {
        return answered;
    }

    int transaction() {
        return transaction;
    }

    boolean isReplied() {
        return replied;
    }

    boolean isMisfit() {
        return misfit;
    }

    void setMisfit() {
        misfit = true;
    }

    boolean accepts(int length, long cargo) {
        return length <= room && cargo == 0;
    }

    /** Copies the reply in; if that fails, nothing has changed. */
    void fill(ByteBuffer message, int level) {
        int position = message.position();
        int length = message.limit() - position;
        reply.clear().put(0, message, position, length).limit(length);
        priority = level;
        replied = true;
    }

    int replyBytes() {
        return reply.limit();
    }

    /** Copies the reply out; if that fails, it is still there. */
    void copyOut(ByteBuffer buffer) {
        int position = buffer.position();
        buffer.put(position, reply, 0, reply.limit());
        buffer.position(position + reply.limit());
    }

    ChannelState.Call state() {
        ChannelState.Message there = replied
                ? new ChannelState.Message(
                        ByteBuffer.allocate(reply.limit()).put(0, reply, 0, reply.limit()), priority, 0, 0)
                : null;
        return new ChannelState.Call(transaction, room, misfit, there);
    }
}
