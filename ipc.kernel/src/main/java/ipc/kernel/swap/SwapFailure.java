package ipc.kernel.swap;

/** A swap cannot go on; the message is for its report. */
final class SwapFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message. */
    private final String why;

    SwapFailure(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    /** Returns what the report says of a failure. */
    static String describe(String step, Throwable failure) {
        return failure instanceof SwapFailure known ? known.why : step + " failed: " + failure;
    }
}
