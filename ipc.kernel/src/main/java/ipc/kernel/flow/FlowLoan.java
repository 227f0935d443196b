package ipc.kernel.flow;

import ipc.kernel.process.OpenHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What adapters need of a loan: one message at a time, received or to be sent, in the hands of one thread. */
public interface FlowLoan {
    /** Waits for a message and takes it under lease. */
    ByteBuffer receive();

    /** The message was received for good. */
    void release();

    /** Claims room for a message of the largest size, or returns null if there is none. */
    @Nullable
    ByteBuffer tryClaim();

    /** Waits for room for a message of the largest size and claims it. */
    ByteBuffer claim();

    /** Sends what was filled. */
    void send();

    /** Returns the handle that it is, for which its threads wait. */
    OpenHandle handle();

    /** Ends waits, and gives back what is held. */
    void close();
}
