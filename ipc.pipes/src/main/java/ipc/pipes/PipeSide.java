package ipc.pipes;

import ipc.api.Signal;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Waitable;

/** What can be waited for at one end of a pipe. */
record PipeSide(RingPipe pipe, boolean reading) implements Waitable {
    @Override
    public long assertedAt(Signal signal) {
        boolean asserted = pipe.isOneEnded(reading) || (signal != Signal.PEER_CLOSED && pipe.serves(reading));
        return asserted ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return reading ? pipe.sides().notEmpty : pipe.sides().notFull;
    }
}
