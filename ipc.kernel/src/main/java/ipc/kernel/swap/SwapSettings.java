package ipc.kernel.swap;

/**
 * How providers change, as configured now.
 *
 * @param graceMillis how long calls wait for a provider after one has left
 * @param drainMillisMax how long a swap waits for calls to leave the old provider
 * @param swapMillisMax how long the providers may take to export, import and check
 * @param probationMillis how long a failure of the successor swaps back
 * @param activationMillisMax how long a provider's bundle may take to give its service
 * @param keptBytesMax how large a provider's bundle may be to be kept for the case of a bad update
 * @param greedy whether a higher-ranked provider that comes takes over
 */
public record SwapSettings(
        long graceMillis,
        long drainMillisMax,
        long swapMillisMax,
        long probationMillis,
        long activationMillisMax,
        long keptBytesMax,
        boolean greedy) {
    /** What holds unless configured otherwise. */
    public static final SwapSettings DEFAULTS = new SwapSettings(5_000, 1_000, 5_000, 10_000, 5_000, 16L << 20, false);

    /** Returns the same, except how long calls wait for a provider. */
    public SwapSettings graceMillis(long millis) {
        return new SwapSettings(
                millis, drainMillisMax, swapMillisMax, probationMillis, activationMillisMax, keptBytesMax, greedy);
    }

    /** Returns the same, except how long a swap waits for calls to leave. */
    public SwapSettings drainMillisMax(long millis) {
        return new SwapSettings(
                graceMillis, millis, swapMillisMax, probationMillis, activationMillisMax, keptBytesMax, greedy);
    }

    /** Returns the same, except how long providers may take. */
    public SwapSettings swapMillisMax(long millis) {
        return new SwapSettings(
                graceMillis, drainMillisMax, millis, probationMillis, activationMillisMax, keptBytesMax, greedy);
    }

    /** Returns the same, except how long a failure swaps back. */
    public SwapSettings probationMillis(long millis) {
        return new SwapSettings(
                graceMillis, drainMillisMax, swapMillisMax, millis, activationMillisMax, keptBytesMax, greedy);
    }

    /** Returns the same, except whether better providers take over. */
    public SwapSettings greedy(boolean on) {
        return new SwapSettings(
                graceMillis, drainMillisMax, swapMillisMax, probationMillis, activationMillisMax, keptBytesMax, on);
    }
}
