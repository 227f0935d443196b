package ipc.kernel.process;

import ipc.api.Right;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Sets of rights as bits, for checks that cost one instruction. */
public final class Rights {
    /** Every right. */
    public static final int ALL = (1 << Right.values().length) - 1;

    private Rights() {}

    /**
     * Returns the bit of a right.
     *
     * @param right which one
     * @return an int with one bit set
     */
    public static int bit(Right right) {
        return 1 << right.ordinal();
    }

    /**
     * Returns a set as bits.
     *
     * @param rights the set
     * @return its bits
     */
    public static int bits(Set<Right> rights) {
        int bits = 0;
        for (Right right : rights) {
            bits |= bit(right);
        }
        return bits;
    }

    /**
     * Returns bits as a set.
     *
     * @param bits the bits
     * @return an unmodifiable set
     */
    public static Set<Right> set(int bits) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (Right right : Right.values()) {
            if ((bits & bit(right)) != 0) {
                rights.add(right);
            }
        }
        return Collections.unmodifiableSet(rights);
    }
}
