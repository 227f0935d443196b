package ipc.api.kernel;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Accounts for every byte that mechanisms keep, per process and system-wide.
 *
 * <p>A provider asks before it keeps. What it is given is charged to the process whose call is being served, until
 * {@link Charge#release}; if that process ends earlier, the charge moves to the system.
 */
@ProviderType
public interface Memory {
    /** Bytes that are accounted for. */
    @ProviderType
    interface Charge {
        /** {@return how many bytes} */
        long bytes();

        /** Gives the bytes back; a second call has no effect. */
        void release();
    }

    /** Zeroed memory of the kernel's, outside the Java heap; survives the provider that asked for it. */
    @ProviderType
    interface Region extends Charge {
        /** {@return all of it in native byte order; position 0, limit its size} Slices stay valid after release. */
        ByteBuffer buffer();
    }

    /**
     * Charges bytes that the provider keeps itself, on the heap.
     *
     * @param bytes 0 or more
     * @return the charge
     * @errno ENOMEM the limit of the process or of the system would be passed; nothing was charged
     */
    Charge charge(long bytes);

    /**
     * Allocates and charges memory.
     *
     * @param bytes 0 to 2,147,483,647
     * @return the region
     * @errno ENOMEM the limit of the process or of the system would be passed; nothing was charged
     */
    Region allocate(long bytes);
}
