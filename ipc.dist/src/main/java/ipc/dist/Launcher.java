package ipc.dist;

import ipc.dist.CommandLine.Refused;
import ipc.dist.CommandLine.Verb;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleException;

/**
 * Starts the distribution, does one thing in it, and ends with its status.
 *
 * <p>The system property {@code ipc.home} says where the distribution lies. Only the command writes to standard output.
 */
public final class Launcher {
    private static final int USAGE = 2;
    private static final int BROKEN = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Launcher() {}

    /**
     * Runs and ends the JVM: 0 for success, 1 for a command that failed, 2 for one that makes no sense, 4 for a
     * platform that does not come up; a program's own status otherwise.
     *
     * @param arguments see {@link CommandLine}
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            return run(CommandLine.parse(arguments));
        } catch (Refused refused) {
            System.err.println("ipc: " + refused.getMessage());
            return USAGE;
        } catch (IOException | BundleException failure) {
            System.err.println("ipc: the platform does not start: " + failure);
            return BROKEN;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return BROKEN;
        }
    }

    private static int run(CommandLine line) throws IOException, BundleException, InterruptedException {
        Path home =
                Path.of(System.getProperty("ipc.home", ".")).toAbsolutePath().normalize();
        try (Platform platform = new Platform(home, properties(home, line))) {
            long started = System.currentTimeMillis();
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop"));
            List<String> idle = platform.idle();
            if (!idle.isEmpty()) {
                System.err.println("ipc: not running: " + String.join(", ", idle));
                return BROKEN;
            }
            if (line.time()) {
                report(platform, started);
            }
            return perform(platform, line);
        }
    }

    private static Map<String, String> properties(Path home, CommandLine line) {
        Map<String, String> properties = new HashMap<>();
        String conf = System.getProperty("ipc.conf", home.resolve("conf").toString());
        String load = System.getProperty("ipc.load", home.resolve("load").toString());
        properties.put("felix.fileinstall.dir", conf + "," + load);
        if (line.verb() == Verb.SHELL) {
            properties.put("gosh.home", conf);
        } else {
            // the terminal's commands are wanted, its prompt is not
            properties.put("gosh.args", "--nointeractive --noshutdown --nohistory");
            System.setProperty("org.jline.terminal.provider", "dumb");
        }
        if (line.seed() != null) {
            properties.put("ipc.scheduler", "seeded");
            properties.put("ipc.seed", line.seed().toString());
        }
        return properties;
    }

    private static void report(Platform platform, long started) {
        long millis = started - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.err.println(String.format(
                Locale.ROOT,
                "ipc: %d bundles active %.2f s after the JVM started",
                platform.size(),
                millis / (double) Duration.ofSeconds(1).toMillis()));
    }

    private static int perform(Platform platform, CommandLine line) throws InterruptedException {
        switch (line.verb()) {
            case SHELL -> platform.awaitStop();
            case EXEC, RUN -> {
                return enter(platform, line);
            }
            case NONE -> {}
        }
        return 0;
    }

    private static int enter(Platform platform, CommandLine line) throws InterruptedException {
        String name = line.verb().name().toLowerCase(Locale.ROOT);
        ToIntFunction<List<String>> entry = platform.entry(name, PATIENCE);
        if (entry == null) {
            System.err.println(
                    "ipc: nothing in the platform offers to " + name + " within " + PATIENCE.toSeconds() + " s");
            return BROKEN;
        }
        return entry.applyAsInt(line.words());
    }
}
