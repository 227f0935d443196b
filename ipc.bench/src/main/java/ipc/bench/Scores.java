package ipc.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What was measured: for each sample one score of each round, NaN where there is none. */
final class Scores {
    private final int rounds;
    private final Map<Sample, double[]> bySample = new HashMap<>();

    Scores(int rounds) {
        this.rounds = rounds;
    }

    int rounds() {
        return rounds;
    }

    void put(int round, Sample sample, double score) {
        bySample.computeIfAbsent(sample, absent -> unmeasured())[round] = score;
    }

    double[] of(Sample sample) {
        double[] scores = bySample.get(sample);
        return scores == null ? unmeasured() : scores.clone();
    }

    private double[] unmeasured() {
        double[] scores = new double[rounds];
        Arrays.fill(scores, Double.NaN);
        return scores;
    }
}
