package ipc.api.spi;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Right;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides who may do what; a replaceable service. Without one the kernel refuses: {@code EACCES}.
 *
 * <p>Asked when a name is opened, removed or a process is acted upon, not at every call: afterwards the rights of the
 * handle decide. Must not block and must answer from its arguments alone.
 */
@ConsumerType
public interface SecurityPolicy {
    /**
     * A named object, as far as access to it goes.
     *
     * @param ownerUid user who owns it
     * @param ownerGid group it belongs to
     * @param mode POSIX mode bits, 0 to 0777
     */
    record Node(int ownerUid, int ownerGid, int mode) {}

    /**
     * Decides whether a named object may be opened with some rights.
     *
     * @param caller who asks
     * @param node what is asked for
     * @param wanted {@link Right#READ}, {@link Right#WRITE} or both
     * @return true to allow
     */
    boolean mayOpen(Credentials caller, Node node, Set<Right> wanted);

    /**
     * Decides whether an object may be made, with a name or without. Everybody may, unless a policy says otherwise.
     *
     * @param caller who asks
     * @param mechanism the word of its mechanism: {@code channels}
     * @return true to allow
     */
    default boolean mayCreate(Credentials caller, String mechanism) {
        return true;
    }

    /**
     * Decides whether a process that was just refused to make an object is killed for it (Zircon: an action of a
     * policy). Nobody is, unless a policy says otherwise. The refused call fails as it would have; the death comes
     * as any other, at the latest at the next call.
     *
     * @param caller who asked
     * @param mechanism the word of its mechanism: {@code channels}
     * @return true to kill
     */
    default boolean killsForCreating(Credentials caller, String mechanism) {
        return false;
    }

    /**
     * Decides whether a name may be removed.
     *
     * @param caller who asks
     * @param node what the name stands for
     * @return true to allow
     */
    boolean mayUnlink(Credentials caller, Node node);

    /**
     * Decides whether a process may be killed, interrupted, limited or given another priority.
     *
     * @param caller who asks
     * @param target credentials of the process
     * @return true to allow
     */
    boolean mayControl(Credentials caller, Credentials target);

    /**
     * Decides whether a privileged operation may be done.
     *
     * @param caller who asks
     * @param capability which privilege it takes
     * @return true to allow
     */
    boolean mayUse(Credentials caller, Capability capability);
}
