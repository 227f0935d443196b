package ipc.kernel.pipes;

import ipc.api.Signal;
import ipc.api.kernel.WaitQueue;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.spi.Waitable;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.schedule.Watched;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be waited for at the ends of a pipe that were opened together. */
record EndSignals(PipeNode node, Way way) implements Awaited {
    @Override
    public Set<Signal> signals() {
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        if (way.reads()) {
            signals.add(Signal.READABLE);
        }
        if (way.writes()) {
            signals.add(Signal.WRITABLE);
        }
        if (way.reads() != way.writes()) {
            signals.add(Signal.PEER_CLOSED); // who has both ends open is its own peer
        }
        return signals;
    }

    @Override
    public Watched watched() {
        return node.watched();
    }

    @Override
    public @Nullable Waitable waitable() {
        PipeObject object = node.waited();
        if (object == null) {
            return null;
        }
        if (way.reads() && way.writes()) {
            return new Both(object);
        }
        return way.reads() ? object.readEnd() : object.writeEnd();
    }

    /** Both ends of a pipe. */
    private record Both(PipeObject object) implements Waitable {
        private Waitable end(Signal signal) {
            return signal == Signal.READABLE ? object.readEnd() : object.writeEnd();
        }

        @Override
        public long assertedAt(Signal signal) {
            return end(signal).assertedAt(signal);
        }

        @Override
        public WaitQueue raised(Signal signal) {
            return end(signal).raised(signal);
        }
    }
}
