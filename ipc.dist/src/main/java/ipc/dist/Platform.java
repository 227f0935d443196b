package ipc.dist;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.felix.framework.Felix;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A framework with the bundles of a distribution.
 *
 * <p>A bundle lies in {@code bundle/N}, and N is its start level; those of the terminal come last. Bundles are read
 * where they lie, not copied.
 */
final class Platform implements AutoCloseable {
    private static final long STOP_MILLIS = 10_000;
    private static final String IN_PLACE = "reference:";

    private final Felix framework;
    private final RunFolder folder;

    /**
     * Starts the framework and everything in it.
     *
     * @param home of the distribution
     * @param more properties that go before those of the distribution
     */
    Platform(Path home, Map<String, String> more) throws IOException, BundleException {
        folder = new RunFolder();
        framework = new Felix(configuration(home, more));
        framework.init();
        for (Path level : sorted(home.resolve("bundle"))) {
            install(framework.getBundleContext(), level);
        }
        Bundle jline = installOne(framework.getBundleContext(), home.resolve("terminal/jline.jar"));
        Bundle shell =
                installOne(framework.getBundleContext(), home.resolve("terminal/org.apache.felix.gogo.jline.jar"));
        framework.start();
        startAdded();
        startTerminal(jline, shell);
    }

    /** Later ones win: the distribution's file, the JVM's properties, the command line, what this run needs. */
    private Map<String, Object> configuration(Path home, Map<String, String> more) throws IOException {
        Properties properties = new Properties();
        properties.put("gosh.home", folder.profile());
        try (Reader file = Files.newBufferedReader(home.resolve("conf/framework.properties"))) {
            properties.load(file);
        }
        properties.putAll(System.getProperties());
        properties.putAll(more);
        Map<String, Object> configuration = new HashMap<>();
        properties.forEach((key, value) -> configuration.put((String) key, value));
        configuration.put(
                Constants.FRAMEWORK_STORAGE, folder.path().resolve("cache").toString());
        configuration.put(
                "felix.fileinstall.tmpdir", folder.path().resolve("install").toString());
        configuration.put("felix.log.logger", new FrameworkWarnings());
        return configuration;
    }

    private static void install(BundleContext context, Path level) throws IOException, BundleException {
        int number = Integer.parseInt(String.valueOf(level.getFileName()));
        for (Path jar : sorted(level)) {
            Bundle bundle = installOne(context, jar);
            bundle.adapt(BundleStartLevel.class).setStartLevel(number);
            bundle.start();
        }
    }

    /** Starts what FileInstall found in the load folder: it would do so at its next look only, and all would wait. */
    private void startAdded() {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (!isOurs(bundle) && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                try {
                    bundle.start();
                } catch (BundleException | IllegalStateException e) { // the latter if its jar was just taken away
                    System.err.println("ipc: " + bundle.getLocation() + " does not start: " + e.getMessage());
                }
            }
        }
    }

    private static boolean isOurs(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                || bundle.getLocation().startsWith(IN_PLACE);
    }

    private static Bundle installOne(BundleContext context, Path jar) throws BundleException {
        return context.installBundle(IN_PLACE + jar.toUri());
    }

    /** JLine finds its ways to the terminal through the thread's context, so its own bundle has to be that. */
    private static void startTerminal(Bundle jline, Bundle shell) throws BundleException {
        jline.start();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(jline.adapt(BundleWiring.class).getClassLoader());
        try {
            shell.start();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Names the bundles of the distribution that do not run. */
    List<String> idle() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> isOurs(bundle) && bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
    }

    /** Counts the bundles, the framework included. */
    int size() {
        return framework.getBundleContext().getBundles().length;
    }

    /**
     * Finds what runs a command; it is the console's, and made of the JDK's types only.
     *
     * @param name what it is registered under
     * @param patience how long to wait for it
     * @return takes words and returns an exit status; null if it did not come
     */
    @Nullable
    ToIntFunction<List<String>> entry(String name, Duration patience) throws InterruptedException {
        String filter = "(&(objectClass=" + ToIntFunction.class.getName() + ")(ipc.entry=" + name + "))";
        try {
            ServiceTracker<ToIntFunction<List<String>>, ToIntFunction<List<String>>> tracker =
                    new ServiceTracker<>(framework.getBundleContext(), FrameworkUtil.createFilter(filter), null);
            tracker.open();
            return tracker.waitForService(patience.toMillis());
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Waits until somebody stops the framework. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops everything and leaves nothing behind; a second call does nothing. */
    @Override
    public synchronized void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            System.err.println("ipc: stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            folder.close();
        }
    }
}
