package ipc.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bootClasspathLibraries;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;

import java.util.stream.Stream;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.BootClasspathLibraryOption;

/**
 * What containers are made of, by name, so that a composition reads like a sentence:
 *
 * <p>{@snippet :
 * @Configuration
 * static Option container() {
 *     return platform(kernel(), mechanism("ipc.mq"));
 * }
 * }
 */
public final class Parts {

    private static final String[] PLATFORM = {
        "org.osgi.util.function",
        "org.osgi.util.promise",
        "org.osgi.service.component",
        "org.apache.felix.log",
        "org.apache.felix.configadmin",
        "org.apache.felix.metatype",
        "org.apache.felix.eventadmin",
        "org.apache.felix.scr"
    };

    private static final String[] PROBE = {
        "org.opentest4j",
        "junit-platform-commons",
        "junit-platform-engine",
        "junit-platform-launcher",
        "junit-jupiter-api",
        "junit-jupiter-params",
        "junit-jupiter-engine",
        "net.bytebuddy.byte-buddy",
        "assertj-core",
        "org.hamcrest",
        "org.awaitility"
    };

    private static final String[] LIBRARIES = {
        "org.ops4j.pax.exam",
        "slf4j.api",
        "slf4j.simple",
        "biz.aQute.bndlib",
        "biz.aQute.bnd.util",
        "org.osgi.service.repository",
        "org.osgi.util.function",
        "org.osgi.util.promise"
    };

    /** bnd makes bundles inside as well; it comes from outside, because it asks for much that tests should not see. */
    private static final String BND = "aQute.bnd.osgi";

    private Parts() {}

    /** The OSGi services that every part of the product builds on: components, configuration, events, log. */
    public static Option platform(Option... parts) {
        return composite(bundles(PLATFORM), composite(parts));
    }

    /** The kernel and its API. */
    public static Option kernel() {
        return bundles("ipc.api", "ipc.kernel");
    }

    /** A bundle that provides a mechanism. */
    public static Option mechanism(String symbolicName) {
        return bundle(symbolicName);
    }

    /** The Gogo shell's commands, without a terminal. */
    public static Option shell() {
        return bundles("org.apache.felix.gogo.runtime", "org.apache.felix.gogo.command");
    }

    /** A bundle of the class path, started. */
    public static Option bundle(String symbolicName) {
        return CoreOptions.bundle(ClassPathBundles.url(symbolicName));
    }

    /** A bundle of the class path, installed only: a test starts it when its time has come. */
    public static Option installed(String symbolicName) {
        return CoreOptions.bundle(ClassPathBundles.url(symbolicName)).start(false);
    }

    static Option nativeProbe() {
        return composite(bundles(PROBE), systemPackages(BND));
    }

    /** The new JVM's class path holds only the framework, so it gets what the probe shares with the outside. */
    static Option forkedProbe() {
        return composite(
                bundles(PROBE),
                systemPackages(BND, "org.ops4j.pax.exam"),
                libraries(LIBRARIES),
                vmOptions("-ea", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
    }

    private static Option bundles(String... symbolicNames) {
        return composite(Stream.of(symbolicNames).map(Parts::bundle).toArray(Option[]::new));
    }

    private static Option libraries(String... symbolicNames) {
        return bootClasspathLibraries(Stream.of(symbolicNames)
                .map(name -> new BootClasspathLibraryOption(ClassPathBundles.url(name)).afterFramework())
                .toArray(BootClasspathLibraryOption[]::new));
    }
}
