package ipc.bench;

import java.io.PrintStream;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How the JVMs that measure are started, and for how long. */
final class Jvm {
    /** So long, because a call through the kernel is compiled late: a short warm-up measures the interpreter. */
    private static final int WARM_UPS = 3;

    private static final int ITERATIONS = 3;
    private static final TimeValue LONG = TimeValue.seconds(1);
    private static final TimeValue SHORT = TimeValue.milliseconds(300);

    private Jvm() {}

    /** The first for the kernel's barrier, the others for the peers that use memory outside the heap. */
    static String[] arguments(String... more) {
        Stream<String> all = Stream.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
        return Stream.concat(all, Stream.of(more)).toArray(String[]::new);
    }

    /** One JVM, measured with care. */
    static ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(LONG)
                .measurementIterations(ITERATIONS)
                .measurementTime(LONG)
                .jvmArgsAppend(arguments());
    }

    /** One JVM, to see that it works. */
    static ChainedOptionsBuilder quickOptions() {
        return options().warmupIterations(1).measurementIterations(2).measurementTime(SHORT);
    }

    /** Runs what the options select; prints progress to the log. */
    static Runner runner(ChainedOptionsBuilder options, PrintStream log) {
        return new Runner(options.build(), OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL));
    }
}
