package ipc.bench.gate;

import java.nio.ByteBuffer;

/** A call of a provider's object, together with what lets somebody replace the provider and know when it is unused. */
interface GuardedCall {
    /**
     * Sends a message to the provider.
     *
     * @param mine what the calling thread has for itself
     * @param message the message
     * @return what the provider returned
     */
    boolean send(InFlight mine, ByteBuffer message);
}
