package ipc.api;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who a process is: user, groups and capabilities. Immutable.
 *
 * <p>User 0 has no power by its number; power comes from {@link Capability capabilities}.
 */
public final class Credentials {
    private final int uid;
    private final int gid;
    private final Set<Integer> groups;
    private final Set<Capability> capabilities;

    private Credentials(int uid, int gid, Set<Integer> groups, Set<Capability> capabilities) {
        this.uid = uid;
        this.gid = gid;
        this.groups = groups;
        this.capabilities = capabilities;
    }

    /**
     * Returns the credentials of a user without further groups and capabilities.
     *
     * @param uid user id, 0 or more
     * @param gid group id, 0 or more
     * @return the credentials
     */
    public static Credentials of(int uid, int gid) {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("uid " + uid + " and gid " + gid + " must be 0 or more");
        }
        return new Credentials(uid, gid, Set.of(), Set.of());
    }

    /**
     * Returns these credentials with exactly the given supplementary groups.
     *
     * @param more group ids
     * @return the new credentials
     */
    public Credentials withGroups(Set<Integer> more) {
        return new Credentials(uid, gid, Set.copyOf(more), capabilities);
    }

    /**
     * Returns these credentials with exactly the given capabilities.
     *
     * @param all the capabilities
     * @return the new credentials
     */
    public Credentials withCapabilities(Set<Capability> all) {
        return new Credentials(uid, gid, groups, Set.copyOf(all));
    }

    /** {@return the user id} */
    public int uid() {
        return uid;
    }

    /** {@return the primary group id} */
    public int gid() {
        return gid;
    }

    /**
     * Tells whether the group is the primary or a supplementary one.
     *
     * @param group a group id
     * @return true if these credentials belong to it
     */
    public boolean inGroup(int group) {
        return gid == group || groups.contains(group);
    }

    /** {@return the supplementary groups, unmodifiable} */
    public Set<Integer> groups() {
        return groups;
    }

    /**
     * Tells whether a capability is held.
     *
     * @param capability which one
     * @return true if it is held
     */
    public boolean has(Capability capability) {
        return capabilities.contains(capability);
    }

    /** {@return the capabilities, unmodifiable} */
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials that
                && uid == that.uid
                && gid == that.gid
                && groups.equals(that.groups)
                && capabilities.equals(that.capabilities);
    }

    @Override
    public int hashCode() {
        return 31 * uid + gid;
    }

    @Override
    public String toString() {
        Set<Capability> sorted = EnumSet.noneOf(Capability.class);
        sorted.addAll(capabilities);
        return "uid=" + uid + " gid=" + gid + " groups=" + new TreeSet<>(groups) + " capabilities=" + sorted;
    }
}
