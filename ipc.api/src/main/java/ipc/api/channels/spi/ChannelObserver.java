package ipc.api.channels.spi;

import org.osgi.annotation.versioning.ProviderType;

/** Whom a channel tells what happens in it; implemented by the kernel. Never told anything with a lock held. */
@ProviderType
public interface ChannelObserver {
    /**
     * A message with cargo has died unread: it was dropped or discarded, or its receiver closed.
     *
     * @param cargo what it carried
     */
    void died(long cargo);
}
