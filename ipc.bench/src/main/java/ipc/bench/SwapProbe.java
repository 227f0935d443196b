package ipc.bench;

import ipc.bench.gate.SwapPause;
import ipc.bench.gate.SwapTraffic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how long a swap keeps calls waiting, beside what stopping and starting a bundle takes. */
final class SwapProbe implements Probe {
    static final Sample MEDIAN = Sample.named("swap pause, median");
    static final Sample HIGH = Sample.named("swap pause, 99th percentile");
    static final Sample BUNDLE = Sample.named("bundle stop and start");
    static final Sample SWAPPING = Sample.named("traffic with swaps");
    static final Sample ALONE = Sample.named("traffic without swaps");

    private static final int SWAPS = 1_000;
    private static final int QUICK_SWAPS = 50;
    private static final int TURNS = 8;

    private final PrintStream log;

    SwapProbe(PrintStream log) {
        this.log = log;
    }

    /** Measures microseconds of pauses, and nanoseconds a message of traffic. */
    @Override
    public Map<Sample, Double> measure(boolean quick) {
        Map<Sample, Double> scores = new HashMap<>();
        scores.putAll(run(SwapPause.class, quick ? QUICK_SWAPS : SWAPS, List.of(MEDIAN, HIGH, BUNDLE)));
        scores.putAll(run(SwapTraffic.class, quick ? 1 : TURNS, List.of(SWAPPING, ALONE)));
        return scores;
    }

    /** Runs a program that ends with a line of its scores. */
    private Map<Sample, Double> run(Class<?> program, int count, List<Sample> samples) {
        Map<Sample, Double> scores = new HashMap<>();
        samples.forEach(sample -> scores.put(sample, Double.NaN));
        try {
            String said = Processes.run(Path.of("."), command(program, count));
            String[] figures = said.substring(said.lastIndexOf('\n') + 1).split(" ", samples.size());
            for (int i = 0; i < samples.size(); i++) {
                scores.put(samples.get(i), Double.parseDouble(figures[i]));
            }
        } catch (IOException | NumberFormatException e) {
            log.println("bench: swaps are not measured: " + e.getMessage());
        }
        return scores;
    }

    private static List<String> command(Class<?> program, int count) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(Jvm.arguments("-cp", System.getProperty("java.class.path"))));
        command.add(program.getName());
        command.add(Integer.toString(count));
        return command;
    }

    @Override
    public void close() {
        // nothing is kept between rounds
    }
}
