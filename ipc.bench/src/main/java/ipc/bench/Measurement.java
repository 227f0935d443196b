package ipc.bench;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Measures everything in rounds: each benchmark once in a new JVM, then each once more.
 *
 * <p>So ours and its peers share the good and the bad minutes of a machine; measuring each to its end before the next
 * would give all bad minutes to one.
 */
final class Measurement {
    private static final int ROUNDS = 3;
    private static final int POSIX_PAIRS = 500_000;
    private static final int QUICK = 10;

    private final Set<Group> groups;
    private final boolean quick;
    private final PrintStream log;

    Measurement(Set<Group> groups, boolean quick, PrintStream log) {
        this.groups = groups;
        this.quick = quick;
        this.log = log;
    }

    Scores run() throws RunnerException {
        Scores scores = new Scores(quick ? 1 : ROUNDS);
        try (PosixQueue posix = groups.contains(Group.MQ) ? PosixQueue.compile(log) : PosixQueue.absent(log)) {
            for (int round = 0; round < scores.rounds(); round++) {
                for (RunResult result : runner().run()) {
                    note(scores, round, result);
                }
                scores.put(round, PosixQueue.SAMPLE, posix.measure(quick ? POSIX_PAIRS / QUICK : POSIX_PAIRS));
            }
        }
        return scores;
    }

    private Runner runner() {
        ChainedOptionsBuilder options = quick ? Jvm.quickOptions() : Jvm.options();
        groups.forEach(group -> options.include(group.pattern()));
        return Jvm.runner(options.addProfiler(GCProfiler.class), log);
    }

    private static void note(Scores scores, int round, RunResult result) {
        Sample sample = sample(result.getParams());
        scores.put(round, sample, result.getPrimaryResult().getScore());
        Result<?> allocation = result.getSecondaryResults().get(Sample.ALLOCATION);
        if (allocation != null) {
            scores.put(round, sample.figure(Sample.ALLOCATION), allocation.getScore());
        }
    }

    private static Sample sample(BenchmarkParams params) {
        Map<String, String> values = new HashMap<>();
        for (String key : params.getParamsKeys()) {
            values.put(key, params.getParam(key));
        }
        return new Sample(params.getBenchmark(), values, Sample.SCORE);
    }
}
