package ipc.api.admin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Shows which bundles provide which mechanisms, and replaces them while they are in use. */
@ProviderType
public interface MechanismAdmin {
    /** {@return every mechanism that the kernel knows, by name, with or without a provider} */
    List<MechanismSnapshot> mechanisms();

    /**
     * Lets another provider go on with everything the serving one has, and makes it the one that serves by choice.
     *
     * <p>Waits for the end. If the caller is killed or interrupted meanwhile, the swap still ends one way or the other
     * and its report is in {@link #swaps}.
     *
     * @param mechanism the mechanism's word: {@code mq}
     * @param options where to, and how far
     * @return what happened; a swap that was refused or rolled back is a report, too
     * @errno ENOENT there is no such mechanism, or no such provider
     * @errno EINVAL the provider serves already
     * @errno EINTR the caller was interrupted; the swap goes on
     */
    SwapReport swap(String mechanism, SwapOptions options);

    /** {@return the latest swaps, oldest first} */
    List<SwapReport> swaps();
}
