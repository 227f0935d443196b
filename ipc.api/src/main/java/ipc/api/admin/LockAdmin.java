package ipc.api.admin;

import ipc.api.sync.LockFindings;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Shows what providers that check the use of locks have found out. */
@ProviderType
public interface LockAdmin {
    /**
     * Returns what each provider knows that checks locks: the one that serves, and others that are there and may have
     * served before.
     *
     * @return by symbolic name and version of its bundle, best first; empty if no such provider is there
     */
    Map<String, LockFindings> lockFindings();
}
