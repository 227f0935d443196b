package ipc.kernel.channels;

import ipc.api.Signal;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.spi.Waitable;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.schedule.Watched;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be waited for at one end of a channel. */
record ChannelSignals(ChannelDescription end, Set<Signal> signals) implements Awaited {
    @Override
    public Watched watched() {
        return end.node().watched();
    }

    @Override
    public @Nullable Waitable waitable() {
        ChannelObject object = end.node().waited();
        return object == null ? null : object.end(end.number());
    }
}
