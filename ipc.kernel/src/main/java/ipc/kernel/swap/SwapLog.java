package ipc.kernel.swap;

import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapStep;

/** Logs swaps: steps for who debugs, outcomes for everybody, as warnings where somebody has to do something. */
public final class SwapLog implements SwapObserver {
    private static final System.Logger LOGGER = System.getLogger("ipc.kernel.swap");

    @Override
    public void began(long number, String mechanism, SwapStep step) {
        LOGGER.log(System.Logger.Level.DEBUG, "swap {0} of {1}: {2}", number, mechanism, step);
    }

    @Override
    public void ended(SwapReport report) {
        LOGGER.log(isFine(report) ? System.Logger.Level.INFO : System.Logger.Level.WARNING, sentence(report));
    }

    /** A provider that leaves without a successor matters only if somebody has something in it. */
    private static boolean isFine(SwapReport report) {
        return switch (report.outcome()) {
            case SWITCHED, CHECKED -> true;
            case WAITING -> report.moved().objects() == 0 && report.reason().isEmpty();
            case REFUSED, ROLLED_BACK -> false;
        };
    }

    private static String sentence(SwapReport report) {
        return "swap %d of %s from %s to %s by %s: %s, %,d objects with %,d items, closed for %,d us%s"
                .formatted(
                        report.number(),
                        report.mechanism(),
                        report.from().isEmpty() ? "nobody" : report.from(),
                        report.to().isEmpty() ? "nobody" : report.to(),
                        report.way(),
                        report.outcome(),
                        report.moved().objects(),
                        report.moved().items(),
                        report.pauseNanos() / 1000,
                        report.reason().isEmpty() ? "" : "; " + report.reason());
    }
}
