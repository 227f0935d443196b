package ipc.itests;

/** Reads one JSON value (RFC 8259) and says whether that is all there is. */
final class JsonText {
    private static final String NUMBER = "-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?";
    private static final String STRING = "\"([^\"\\\\\\p{Cntrl}]|\\\\([\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*\"";
    private static final String WORD = "true|false|null";

    private JsonText() {}

    /**
     * Replaces innermost values by a plain one until nothing changes; what is left of valid text is that one value.
     *
     * @param text perhaps JSON
     * @return true if it is one value
     */
    static boolean isOneValue(String text) {
        String left = text.strip()
                .replaceAll(STRING, "s")
                .replaceAll("(?<![\\w.])(" + NUMBER + "|" + WORD + ")(?![\\w.])", "v");
        String before = "";
        while (!left.equals(before)) {
            before = left;
            left = left.replaceAll("\\[((v|s)(,(v|s))*)?\\]", "v").replaceAll("\\{(s:(v|s)(,s:(v|s))*)?\\}", "v");
        }
        return left.equals("v") || left.equals("s");
    }
}
