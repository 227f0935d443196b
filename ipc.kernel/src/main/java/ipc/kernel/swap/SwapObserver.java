package ipc.kernel.swap;

import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapStep;

/** Hears of the progress of swaps, on the thread that swaps: must be quick and must not wait for calls. */
public interface SwapObserver {
    /**
     * A step begins.
     *
     * @param number of the swap
     * @param mechanism the mechanism's word
     * @param step which one
     */
    void began(long number, String mechanism, SwapStep step);

    /**
     * A swap has ended.
     *
     * @param report what happened
     */
    void ended(SwapReport report);
}
