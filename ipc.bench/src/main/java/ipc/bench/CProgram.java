package ipc.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A peer in C, whose program is compiled here where there is a gcc, does its work and prints the time it took. */
final class CProgram implements Probe {
    /** What there is in C. */
    enum Work {
        /** The operating system's message queues: pairs of a send and a receive. */
        POSIX_MQ("POSIX mq (C)", 500_000),
        /** What the hardware can: blocks copied into a ring by one thread, and out by another one. */
        RING("ring (C)", 100_000);

        private static final int QUICK = 10;

        private final String peer;
        private final int count;

        Work(String peer, int count) {
            this.peer = peer;
            this.count = count;
        }

        String peer() {
            return peer;
        }

        Sample sample() {
            return Sample.named(program());
        }

        private String program() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String source() {
            return program() + ".c";
        }

        private String count(boolean quick) {
            return Integer.toString(quick ? count / QUICK : count);
        }
    }

    private final Work work;
    private final PrintStream log;
    private final @Nullable Path folder;

    private CProgram(Work work, @Nullable Path folder, PrintStream log) {
        this.work = work;
        this.folder = folder;
        this.log = log;
    }

    /** Tells whether somebody is measured by a program in C. */
    static boolean measures(String peer) {
        return Stream.of(Work.values()).anyMatch(work -> work.peer.equals(peer));
    }

    /** Compiles the program; where that fails, says why and measures nothing. */
    static CProgram compile(Work work, PrintStream log) {
        Path folder = null;
        try (InputStream source = CProgram.class.getResourceAsStream(work.source())) {
            if (source == null) {
                throw new IOException(work.source() + " is missing from the class path");
            }
            folder = Files.createTempDirectory("ipc-bench");
            Files.copy(source, folder.resolve(work.source()));
            Processes.run(folder, List.of("gcc", "-O2", "-pthread", "-o", work.program(), work.source(), "-lrt"));
            return new CProgram(work, folder, log);
        } catch (IOException e) {
            log.println("bench: " + work.peer + " is not measured: " + e.getMessage());
            delete(folder);
            return new CProgram(work, null, log);
        }
    }

    /** Measures nanoseconds per pair or block. */
    @Override
    public Map<Sample, Double> measure(boolean quick) {
        return Map.of(work.sample(), nanos(work.count(quick)));
    }

    private double nanos(String count) {
        if (folder == null) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(Processes.run(folder, List.of("./" + work.program(), count)));
        } catch (IOException | NumberFormatException e) {
            log.println("bench: " + work.peer + " is not measured: " + e.getMessage());
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
