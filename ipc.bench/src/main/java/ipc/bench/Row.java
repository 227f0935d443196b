package ipc.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of ours with one peer. A figure that was not measured is NaN.
 *
 * @param work what was done
 * @param ours our figure, the median of the rounds
 * @param peer the peer's
 * @param peerName who
 * @param unit of both figures
 * @param ratio of the two; above 1 ours is better
 * @param lowest ratio in a round
 * @param highest ratio in a round
 * @param goal the ratio that is to be reached, or null if there is none
 */
record Row(
        String work,
        double ours,
        double peer,
        String peerName,
        String unit,
        double ratio,
        double lowest,
        double highest,
        @Nullable Double goal) {

    static Row of(Work work, Peer peer, Scores scores) {
        double[] ours = scores.of(work.ours());
        double[] others = figures(peer, scores);
        double[] ratios = ratios(work.better(), ours, others);
        double our = median(ours);
        double other = median(others);
        return new Row(
                work.name(),
                our,
                other,
                peer.name(),
                work.unit(),
                work.better().ratio(our, other),
                Arrays.stream(ratios).min().orElse(Double.NaN),
                Arrays.stream(ratios).max().orElse(Double.NaN),
                peer.goal());
    }

    private static double[] figures(Peer peer, Scores scores) {
        if (peer.sample() != null) {
            return scores.of(peer.sample());
        }
        double[] figures = new double[scores.rounds()];
        Arrays.fill(figures, peer.limit());
        return figures;
    }

    /** The ratio of each round in which both were measured: what disturbs a round disturbs both. */
    private static double[] ratios(Better better, double[] ours, double[] others) {
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ours.length; i++) {
            ratios[i] = better.ratio(ours[i], others[i]);
        }
        return measured(ratios);
    }

    static double median(double[] scores) {
        double[] sorted = measured(scores);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double[] measured(double[] scores) {
        return Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
    }

    boolean isComplete() {
        return !Double.isNaN(ratio);
    }

    /** Tells whether there is a goal that was measured and not reached. */
    boolean missesGoal() {
        return goal != null && isComplete() && ratio < goal;
    }
}
