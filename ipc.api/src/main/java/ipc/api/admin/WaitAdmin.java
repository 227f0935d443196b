package ipc.api.admin;

import org.osgi.annotation.versioning.ProviderType;

/** Shows who waits for whom, across processes and mechanisms. */
@ProviderType
public interface WaitAdmin {
    /**
     * Looks at all calls that wait now.
     *
     * <p>The kernel does not stop for it: a call that begins or ends to wait meanwhile may be missing. A cycle is
     * certain, but for calls that another thread answers than has received them: each of its waits lasted from a first
     * look to a second one.
     *
     * @return the graph
     */
    WaitGraph waitGraph();
}
