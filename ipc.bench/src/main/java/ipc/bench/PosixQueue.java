package ipc.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operating system's message queues, measured by a C program that is compiled here where there is a gcc. */
final class PosixQueue implements Probe {
    static final String NAME = "POSIX mq (C)";
    static final Sample SAMPLE = Sample.named("posix_mq");

    private static final String SOURCE = "posix_mq.c";
    private static final int PAIRS = 500_000;
    private static final int QUICK_PAIRS = 50_000;

    private final PrintStream log;
    private final @Nullable Path folder;

    private PosixQueue(@Nullable Path folder, PrintStream log) {
        this.folder = folder;
        this.log = log;
    }

    /** Compiles the program; where that fails, says why and measures nothing. */
    static PosixQueue compile(PrintStream log) {
        Path folder = null;
        try (InputStream source = PosixQueue.class.getResourceAsStream(SOURCE)) {
            if (source == null) {
                throw new IOException(SOURCE + " is missing from the class path");
            }
            folder = Files.createTempDirectory("ipc-bench");
            Files.copy(source, folder.resolve(SOURCE));
            Processes.run(folder, List.of("gcc", "-O2", "-o", "posix_mq", SOURCE, "-lrt"));
            return new PosixQueue(folder, log);
        } catch (IOException e) {
            log.println("bench: " + NAME + " is not measured: " + e.getMessage());
            delete(folder);
            return new PosixQueue(null, log);
        }
    }

    /** Measures nanoseconds per pair. */
    @Override
    public Map<Sample, Double> measure(boolean quick) {
        return Map.of(SAMPLE, pair(quick ? QUICK_PAIRS : PAIRS));
    }

    private double pair(int pairs) {
        if (folder == null) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(Processes.run(folder, List.of("./posix_mq", Integer.toString(pairs))));
        } catch (IOException | NumberFormatException e) {
            log.println("bench: " + NAME + " is not measured: " + e.getMessage());
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        delete(folder);
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            folder.toFile().deleteOnExit(); // a folder in the temporary place may stay
        }
    }
}
