package ipc.channels;

import ipc.api.Signal;
import ipc.api.channels.spi.ChannelCalls;
import ipc.api.channels.spi.ChannelEnd;
import ipc.api.channels.spi.ChannelLoans;
import ipc.api.channels.spi.ChannelObject.View;
import ipc.api.channels.spi.ChannelSlot;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end: sends into one lane, receives from the other, and gets the replies to its calls through that one too. */
final class RingEnd implements ChannelEnd, ChannelCalls, ChannelLoans {
    private final Lane out;
    private final Lane in;

    RingEnd(Lane out, Lane in) {
        this.out = out;
        this.in = in;
    }

    @Override
    public boolean send(ByteBuffer message, int priority, long cargo, Deadline deadline) {
        return out.inlet().send(message, priority, cargo, deadline);
    }

    @Override
    public int sendAll(List<ByteBuffer> messages, int priority, Deadline deadline) {
        return out.inlet().sendAll(messages, priority, deadline);
    }

    @Override
    public long receive(ByteBuffer buffer, long cargo, Deadline deadline) {
        return in.outlet().receive(buffer, cargo, deadline);
    }

    @Override
    public int receiveAll(List<ByteBuffer> buffers, Deadline deadline) {
        return in.outlet().receiveAll(buffers, deadline);
    }

    @Override
    public boolean discard() {
        return in.outlet().discard();
    }

    @Override
    public boolean awaitClosed(Deadline deadline) {
        return in.awaitSenderClosed(deadline);
    }

    @Override
    public void close() {
        out.closeSender();
        in.closeReceiver();
    }

    @Override
    public long assertedAt(Signal signal) {
        boolean asserted = switch (signal) {
            case READABLE -> in.isReadable();
            case WRITABLE -> out.isWritable();
            default -> in.isClosed();
        };
        return asserted ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return switch (signal) {
            case READABLE -> in.notEmpty();
            case WRITABLE -> out.notFull();
            default -> in.senderClosed();
        };
    }

    @Override
    public boolean begin(ByteBuffer request, int transaction, int room, Deadline deadline) {
        in.replies().expect(transaction, room);
        boolean begun = false;
        try {
            begun = out.inlet().send(request, 0, transaction, deadline);
            return begun;
        } finally {
            if (!begun) {
                in.replies().abandon(transaction);
            }
        }
    }

    @Override
    public boolean await(int transaction, ByteBuffer reply, Deadline deadline) {
        return in.replies().await(transaction, reply, deadline);
    }

    @Override
    public void abandon(int transaction) {
        in.replies().abandon(transaction);
    }

    @Override
    public @Nullable ChannelSlot claim(int bytes, Deadline deadline) {
        return out.claims().claim(bytes, deadline);
    }

    @Override
    public @Nullable ChannelSlot lease(Deadline deadline) {
        return in.leases().lease(deadline);
    }

    @Override
    public ChannelSlot leased(long number) {
        return in.leases().leased(number);
    }

    /** Looks at this end; under the locks of both lanes. */
    View view() {
        return new View(!in.senderOpen(), in.nextBytes(), in.nextCargo(), out.statistics(), in.statistics());
    }
}
