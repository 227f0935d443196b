package ipc.channels;

import java.nio.ByteBuffer;

/** A place for one message that a sender fills, and that the message's record announces; under the senders' lock. */
final class ClaimSlot extends LoanSlot {
    private final Claims claims;

    /** How many bytes were claimed. */
    private int claimed;

    ClaimSlot(int index, ByteBuffer bytes, Claims claims) {
        super(index, bytes);
        this.claims = claims;
    }

    void claim(int size) {
        claimed = size;
        first(size);
    }

    int claimed() {
        return claimed;
    }

    @Override
    public long number() {
        return 0;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public void publish(int length, int priority) {
        claims.publish(this, length, priority);
    }

    @Override
    public void settle(boolean requeue) {
        claims.giveUp(this);
    }
}
