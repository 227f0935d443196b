package ipc.kernel.channels;

import ipc.api.Timeout;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.DirectionOptions;
import ipc.kernel.flow.FlowLoan;
import ipc.kernel.flow.FlowSite;
import ipc.kernel.process.OpenHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A channel's loan, as adapters need it; its claims are of the largest message, or of an element. */
record ChannelFlow(ChannelLoan loan, int bytesMax) implements FlowLoan {
    static FlowSite site(ChannelHandle channel) {
        ChannelServices services = channel.node().services();
        DirectionOptions outgoing = channel.outgoing();
        int bytesMax = outgoing.elementBytes() > 0 ? outgoing.elementBytes() : outgoing.messageBytesMax();
        return new FlowSite(
                channel.node().title(),
                channel,
                () -> new ChannelFlow(channel.newLoan(), bytesMax),
                services.scheduler(),
                services.foundation().log());
    }

    @Override
    public ByteBuffer receive() {
        return loan.receive(Timeout.forever());
    }

    @Override
    public void release() {
        loan.release();
    }

    @Override
    public @Nullable ByteBuffer tryClaim() {
        return loan.tryClaim(bytesMax);
    }

    @Override
    public ByteBuffer claim() {
        return loan.claim(bytesMax, Timeout.forever());
    }

    @Override
    public void send() {
        loan.send(0);
    }

    @Override
    public OpenHandle handle() {
        return (OpenHandle) loan;
    }

    @Override
    public void close() {
        loan.close();
    }
}
