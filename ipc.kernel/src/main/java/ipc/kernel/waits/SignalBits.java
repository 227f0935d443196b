package ipc.kernel.waits;

import ipc.api.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Sets of signals as bits, and back; the sets of one signal are made once. */
final class SignalBits {
    /** The bit of the signal that waits take. */
    static final int SIGNALED = bit(Signal.SIGNALED);

    private static final List<Signal> SIGNALS = List.of(Signal.values());
    private static final List<Set<Signal>> SINGLE =
            SIGNALS.stream().map(Set::of).toList();

    /** The bits of those signals that users set and clear. */
    static final int USERS = of(Signal.users());

    private SignalBits() {}

    static int bit(Signal signal) {
        return 1 << signal.ordinal();
    }

    /** Returns the first signal of some bits, which are not none. */
    static Signal first(int bits) {
        return SIGNALS.get(Integer.numberOfTrailingZeros(bits));
    }

    /** Returns the bits without the first of them. */
    static int rest(int bits) {
        return bits & (bits - 1);
    }

    static int of(Set<Signal> signals) {
        if (signals.size() == 1 && signals.contains(Signal.SIGNALED)) {
            return SIGNALED; // most often, and without an iterator
        }
        int bits = 0;
        for (Signal signal : signals) {
            bits |= bit(signal);
        }
        return bits;
    }

    static Set<Signal> set(int bits) {
        if (Integer.bitCount(bits) == 1) {
            return SINGLE.get(Integer.numberOfTrailingZeros(bits));
        }
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        for (int left = bits; left != 0; left = rest(left)) {
            signals.add(first(left));
        }
        return Set.copyOf(signals);
    }
}
