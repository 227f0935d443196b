package ipc.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * Names one thing that is measured: a benchmark with its parameters, and which of its figures.
 *
 * @param benchmark class and method, or what else is measured
 * @param parameters by name
 * @param figure the score or a figure of a profiler
 */
record Sample(String benchmark, Map<String, String> parameters, String figure) {
    static final String SCORE = "score";

    /** Bytes allocated per operation, as JMH's profiler calls it. */
    static final String ALLOCATION = "gc.alloc.rate.norm";

    Sample {
        parameters = Map.copyOf(parameters);
    }

    static Sample of(Class<?> benchmark, String method) {
        return new Sample(benchmark.getName() + "." + method, Map.of(), SCORE);
    }

    /** Returns a sample that is not a benchmark of JMH's. */
    static Sample named(String name) {
        return new Sample(name, Map.of(), SCORE);
    }

    /** Tells whether JMH measures it, in a class of this module. */
    boolean isBenchmark() {
        return benchmark.startsWith("ipc.bench.");
    }

    Sample with(String name, String value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new Sample(benchmark, more, figure);
    }

    Sample figure(String name) {
        return new Sample(benchmark, parameters, name);
    }
}
