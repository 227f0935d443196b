package ipc.bench;

import ipc.bench.gate.SwapPause;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures how long a swap keeps calls waiting, beside what stopping and starting a bundle takes. */
final class SwapProbe implements Probe {
    static final Sample MEDIAN = Sample.named("swap pause, median");
    static final Sample HIGH = Sample.named("swap pause, 99th percentile");
    static final Sample BUNDLE = Sample.named("bundle stop and start");

    private static final int SWAPS = 1_000;
    private static final int QUICK_SWAPS = 50;

    private final PrintStream log;

    SwapProbe(PrintStream log) {
        this.log = log;
    }

    /** Measures microseconds. */
    @Override
    public Map<Sample, Double> measure(boolean quick) {
        try {
            String said = Processes.run(Path.of("."), command(quick ? QUICK_SWAPS : SWAPS));
            String[] figures = said.substring(said.lastIndexOf('\n') + 1).split(" ", -1);
            return Map.of(
                    MEDIAN, Double.parseDouble(figures[0]),
                    HIGH, Double.parseDouble(figures[1]),
                    BUNDLE, Double.parseDouble(figures[2]));
        } catch (IOException | NumberFormatException e) {
            log.println("bench: swaps are not measured: " + e.getMessage());
            return Map.of(MEDIAN, Double.NaN, HIGH, Double.NaN, BUNDLE, Double.NaN);
        }
    }

    private static List<String> command(int swaps) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(Jvm.arguments("-cp", System.getProperty("java.class.path"))));
        command.add(SwapPause.class.getName());
        command.add(Integer.toString(swaps));
        return command;
    }

    @Override
    public void close() {
        // nothing is kept between rounds
    }
}
