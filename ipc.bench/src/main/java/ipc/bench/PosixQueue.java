package ipc.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operating system's message queues, measured by a C program that is compiled here where there is a gcc. */
final class PosixQueue implements AutoCloseable {
    static final String NAME = "POSIX mq (C)";
    static final Sample SAMPLE = Sample.named("posix_mq");

    private static final String SOURCE = "posix_mq.c";

    private final PrintStream log;
    private final @Nullable Path folder;

    private PosixQueue(@Nullable Path folder, PrintStream log) {
        this.folder = folder;
        this.log = log;
    }

    /** Returns one that measures nothing. */
    static PosixQueue absent(PrintStream log) {
        return new PosixQueue(null, log);
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
            execute(folder, List.of("gcc", "-O2", "-o", "posix_mq", SOURCE, "-lrt"));
            return new PosixQueue(folder, log);
        } catch (IOException e) {
            log.println("bench: " + NAME + " is not measured: " + e.getMessage());
            delete(folder);
            return absent(log);
        }
    }

    /** Returns nanoseconds per pair, NaN if it cannot be measured here. */
    double measure(int pairs) {
        if (folder == null) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(execute(folder, List.of("./posix_mq", Integer.toString(pairs))));
        } catch (IOException | NumberFormatException e) {
            log.println("bench: " + NAME + " is not measured: " + e.getMessage());
            return Double.NaN;
        }
    }

    private static String execute(Path folder, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.getFirst() + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return said;
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
