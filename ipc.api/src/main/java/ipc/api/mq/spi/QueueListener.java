package ipc.api.mq.spi;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** Whom a queue tells what happens in it; implemented by the kernel. Never told anything with a lock held. */
@ProviderType
public interface QueueListener {
    /** {@return whether {@link #arrived} is wanted now; cheap enough to ask at every send, under a lock or not} */
    boolean watching();

    /**
     * The queue went from empty to not empty, and no receiver was waiting (POSIX {@code mq_notify}). The sender's
     * thread calls.
     */
    void arrived();

    /**
     * A message passed its expiry and has left the queue.
     *
     * @param message its bytes between position and limit; the kernel may keep the buffer
     * @param priority its priority
     */
    void expired(ByteBuffer message, int priority);
}
