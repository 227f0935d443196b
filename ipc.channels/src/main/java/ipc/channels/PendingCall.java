package ipc.channels;

import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.WaitQueue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits for its reply, and the place for the reply; used for one call after the other.
 *
 * <p>A call that waits is changed under the lock of the senders; one that has its reply belongs to its caller, who
 * needs no lock to see that and to take it. Therefore the transaction and how far it is are one word: whoever sees that
 * a call waits sees of which transaction it is.
 */
final class PendingCall extends CacheLines {
    private static final int WAITING = 1;
    private static final int MISFIT = 2;
    private static final int REPLIED = 3;
    private static final long NOTHING = 0;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(PendingCall.class, "word", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final WaitQueue answered;
    private final Memory memory;
    private Memory.@Nullable Charge charge;
    private byte[] reply = {};
    private int length;
    private int priority;
    private int room;

    @SuppressWarnings("unused")
    private long word = NOTHING;

    /** Where it is among the calls of its lane, when it began, and the next in the pool; under the callers' lock. */
    int place;

    long began;

    @Nullable
    PendingCall next;

    PendingCall(WaitQueue answered, Memory memory) {
        this.answered = answered;
        this.memory = memory;
    }

    /** Tells whether there is a place for a reply of so many bytes. */
    boolean holds(int bytes) {
        return reply.length >= bytes;
    }

    /** Makes a place for a reply of so many bytes, and charges for it. Nobody else knows this yet. */
    void grow(int bytes) {
        Memory.Charge more = memory.charge(bytes);
        release();
        charge = more;
        reply = new byte[bytes];
    }

    void release() {
        if (charge != null) {
            charge.release();
            charge = null;
        }
    }

    // ---- what becomes of it

    void begin(int transaction, int bytes) {
        room = bytes;
        become(transaction, WAITING);
    }

    /** Goes on as a call of another provider's did. */
    void continueFrom(ChannelState.Call call) {
        if (call.misfit()) {
            setMisfit();
        }
        ChannelState.Message there = call.reply();
        if (there != null) {
            fill(there.bytes(), there.bytes().remaining(), there.priority());
        }
    }

    /** A reply came that this does not accept; by a sender. */
    void setMisfit() {
        become(transaction(), MISFIT);
    }

    /** Copies the reply in; if that fails, nothing has changed. By a sender. */
    void fill(ByteBuffer message, int bytes, int level) {
        message.get(message.position(), reply, 0, bytes);
        length = bytes;
        priority = level;
        become(transaction(), REPLIED);
    }

    /** Nothing comes of it any more. */
    void end() {
        WORD.setRelease(this, NOTHING);
    }

    private void become(int transaction, int state) {
        WORD.setRelease(this, wordOf(transaction, state)); // pairs with word(): what was written before is there
    }

    private static long wordOf(int transaction, int state) {
        return (long) transaction << Integer.SIZE | state;
    }

    // ---- how far it is

    private long word() {
        return (long) WORD.getAcquire(this);
    }

    /** Tells whether it is the call of a transaction, and waits; true holds as long as the senders' lock is held. */
    boolean awaits(int transaction) {
        return word() == wordOf(transaction, WAITING);
    }

    int transaction() {
        return (int) (word() >> Integer.SIZE);
    }

    boolean isBegun() {
        return word() != NOTHING;
    }

    boolean isReplied() {
        return (int) word() == REPLIED;
    }

    boolean isMisfit() {
        return (int) word() == MISFIT;
    }

    boolean accepts(int bytes, long cargo) {
        return bytes <= room && cargo == 0;
    }

    WaitQueue answered() {
        return answered;
    }

    int replyBytes() {
        return length;
    }

    /** Copies the reply out; if that fails, it is still there. */
    void copyOut(ByteBuffer buffer) {
        int position = buffer.position();
        buffer.put(position, reply, 0, length);
        buffer.position(position + length);
    }

    ChannelState.Call state() {
        ChannelState.Message there = isReplied()
                ? new ChannelState.Message(
                        ByteBuffer.wrap(reply.clone(), 0, length).slice(), priority, 0, 0)
                : null;
        return new ChannelState.Call(transaction(), room, isMisfit(), there);
    }
}
