package ipc.build;

/** One broken rule: where, which, and what was found there. */
public record Violation(String where, String rule, String found) {
    @Override
    public String toString() {
        return where + ": " + rule + ": " + found;
    }
}
