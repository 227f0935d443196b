package ipc.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.JavaFlightRecorderProfiler;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** Shows in which methods the time of a benchmark goes, by sampling it with the flight recorder in a run of its own. */
final class Profile {
    private static final int METHODS = 12;

    private final PrintStream log;

    Profile(PrintStream log) {
        this.log = log;
    }

    /** Runs the benchmark again and returns its most frequent methods, one a line; a sentence if that fails. */
    String of(Sample sample) throws RunnerException {
        try {
            Path folder = Files.createTempDirectory("ipc-bench-profile");
            try {
                record(sample, folder);
                return hottest(count(folder));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            return "  no profile: " + e.getMessage() + "\n";
        }
    }

    private void record(Sample sample, Path folder) throws RunnerException {
        ChainedOptionsBuilder options = Jvm.options()
                .include("^" + Pattern.quote(sample.benchmark()) + "$")
                // else a sample inside inlined code is put down to the next call
                .jvmArgsAppend(Jvm.arguments("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"))
                .addProfiler(JavaFlightRecorderProfiler.class, "configName=profile;dir=" + folder);
        sample.parameters().forEach(options::param);
        Jvm.runner(options, log).run();
    }

    private static Map<String, Integer> count(Path folder) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jfr")).toList()) {
                for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                    if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
                        counts.merge(method(event.getStackTrace()), 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    private static String method(@Nullable RecordedStackTrace trace) {
        if (trace == null || trace.getFrames().isEmpty()) {
            return "unknown";
        }
        RecordedFrame frame = trace.getFrames().getFirst();
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    static String hottest(Map<String, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder text = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .limit(METHODS)
                .forEach(entry -> text.append(String.format(
                        Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * entry.getValue() / all, entry.getKey())));
        return text.isEmpty() ? "  no samples\n" : text.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
