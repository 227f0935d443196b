package ipc.api.pipes.spi;

import ipc.api.spi.Waitable;
import org.osgi.annotation.versioning.ConsumerType;

/** What can be waited for at the ends of a pipe. */
@ConsumerType
public interface PipeSignals {
    /**
     * Returns the signals of the read end: {@code READABLE} while a read need not wait, {@code PEER_CLOSED} while
     * nobody has the write end open.
     *
     * @return equal at every call
     */
    Waitable readEnd();

    /**
     * Returns the signals of the write end: {@code WRITABLE} while a write of
     * {@link ipc.api.pipes.PipeOptions#ATOMIC_BYTES} need not wait, {@code PEER_CLOSED} while nobody has the read end
     * open.
     *
     * @return equal at every call
     */
    Waitable writeEnd();
}
