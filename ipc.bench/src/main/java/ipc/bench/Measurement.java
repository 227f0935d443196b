package ipc.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        List<Probe> probes = probes();
        try {
            for (int round = 0; round < scores.rounds(); round++) {
                measure(scores, round, probes);
            }
        } finally {
            probes.forEach(Probe::close);
        }
        return scores;
    }

    private List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        if (groups.contains(Group.MQ)) {
            probes.add(CProgram.compile(CProgram.Work.POSIX_MQ, log));
        }
        if (groups.contains(Group.PIPES)) {
            probes.add(CProgram.compile(CProgram.Work.RING, log));
        }
        if (groups.contains(Group.GATE)) {
            probes.add(new SwapProbe(log));
        }
        return probes;
    }

    private void measure(Scores scores, int round, List<Probe> probes) throws RunnerException {
        for (RunResult result : runner().run()) {
            note(scores, round, result);
        }
        for (Probe probe : probes) {
            probe.measure(quick).forEach((sample, score) -> scores.put(round, sample, score));
        }
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
