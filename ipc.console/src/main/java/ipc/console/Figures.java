package ipc.console;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them: three digits and a unit. */
final class Figures {
    private static final double STEP_BYTES = 1024;
    private static final double STEP_NANOS = 1000;
    private static final List<String> SIZES = List.of("B", "K", "M", "G", "T", "P", "E");
    private static final List<String> TIMES = List.of("ns", "us", "ms", "s");

    private Figures() {}

    /** As util-linux writes sizes: {@code 0B}, {@code 1.5K}, {@code 16M}. */
    static String bytes(long bytes) {
        return scaled(bytes, STEP_BYTES, SIZES, "");
    }

    /** A duration: {@code 0}, {@code 1.5 ms}, {@code 3,600 s}. */
    static String duration(long nanos) {
        return nanos == 0 ? "0" : scaled(nanos, STEP_NANOS, TIMES, " ");
    }

    /** A count with its digits in groups. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A limit that nobody set is not a number anybody wants to read. */
    static String limit(long number) {
        return number == Long.MAX_VALUE ? "unlimited" : count(number);
    }

    private static String scaled(long number, double step, List<String> units, String gap) {
        double value = number;
        int unit = 0;
        while (value >= step && unit < units.size() - 1) {
            value /= step;
            unit++;
        }
        boolean whole = unit == 0 || value >= 100 || value == Math.rint(value);
        String digits = whole ? count(Math.round(value)) : String.format(Locale.ROOT, "%.1f", value);
        return digits + gap + units.get(unit);
    }
}
