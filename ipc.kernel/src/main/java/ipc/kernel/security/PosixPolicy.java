package ipc.kernel.security;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Right;
import ipc.api.spi.SecurityPolicy;
import java.util.Set;

/**
 * Owner, group and others by mode bits, as POSIX has it; privileges by capabilities, as Linux has it.
 */
public final class PosixPolicy implements SecurityPolicy {
    private static final int READ_BIT = 4;
    private static final int WRITE_BIT = 2;
    private static final int CLASS_MASK = 7;

    @Override
    public boolean mayOpen(Credentials caller, Node node, Set<Right> wanted) {
        if (caller.has(Capability.ACCESS_ANY)) {
            return true;
        }
        int allowed = (node.mode() >> shift(caller, node)) & CLASS_MASK;
        return (!wanted.contains(Right.READ) || (allowed & READ_BIT) != 0)
                && (!wanted.contains(Right.WRITE) || (allowed & WRITE_BIT) != 0);
    }

    /** The first class that fits decides, also if a later one would allow more (POSIX file access permissions). */
    private static int shift(Credentials caller, Node node) {
        if (caller.uid() == node.ownerUid()) {
            return 6;
        }
        return caller.inGroup(node.ownerGid()) ? 3 : 0;
    }

    @Override
    public boolean mayUnlink(Credentials caller, Node node) {
        return caller.uid() == node.ownerUid() || caller.has(Capability.ACCESS_ANY);
    }

    @Override
    public boolean mayControl(Credentials caller, Credentials target) {
        return caller.uid() == target.uid() || caller.has(Capability.KILL_ANY);
    }

    @Override
    public boolean mayUse(Credentials caller, Capability capability) {
        return caller.has(capability);
    }
}
