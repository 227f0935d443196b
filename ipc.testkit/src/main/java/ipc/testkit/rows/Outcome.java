package ipc.testkit.rows;

import java.util.Locale;

/** How a test ended, in ascending order of what counts when a method ran several times. */
enum Outcome {
    SKIPPED,
    PASSED,
    FAILED;

    static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** One failing run is not mended by passing ones, and one skipped run does not undo a passing one. */
    Outcome and(Outcome other) {
        return compareTo(other) < 0 ? other : this;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
