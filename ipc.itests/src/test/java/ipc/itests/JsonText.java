package ipc.itests;

/** Reads one JSON value (RFC 8259) and says whether that is all there is. */
final class JsonText {
    private static final String NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?";
    private static final String STRING = "\"([^\"\\\\\\p{Cntrl}]++|\\\\([\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+\"";
    private static final String WORD = "true|false|null";

    /** What stands for a string and for another value that was read; neither is in any text before. */
    private static final String S = "\u0001";

    private static final String V = "\u0002";
    private static final String ANY = "[" + S + V + "]";
    private static final String ARRAY = "\\[(" + ANY + "(," + ANY + ")*+)?\\]";
    private static final String OBJECT = "\\{(" + S + ":" + ANY + "(," + S + ":" + ANY + ")*+)?\\}";

    private JsonText() {}

    /**
     * Replaces innermost values by what stands for them until nothing changes; of valid text that alone is left.
     *
     * @param text perhaps JSON
     * @return true if it is one value
     */
    static boolean isOneValue(String text) {
        if (text.contains(S) || text.contains(V)) {
            return false;
        }
        String left =
                text.strip().replaceAll(STRING, S).replaceAll("(?<![\\w.])(" + NUMBER + "|" + WORD + ")(?![\\w.])", V);
        String before = "";
        while (!left.equals(before)) {
            before = left;
            left = left.replaceAll(ARRAY, V).replaceAll(OBJECT, V);
        }
        return left.matches(ANY);
    }
}
