package ipc.itests.container;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import ipc.testkit.rows.Row;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.ops4j.pax.exam.ProbeInvoker;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * The inside of a container test: runs the test with the id it is given, in a bundle that holds all classes of this
 * module. Public, because a forked container calls it by reflection.
 */
public final class Probe implements BundleActivator, ProbeInvoker {

    /** What the container looks for to find this service. */
    static final String SIGNATURE = "ipc.itests";

    /** Packs the probe with the contracts of the test kit. What only the outside needs is an optional import. */
    static InputStream bundle() {
        return TestBundle.named("ipc.itests.probe")
                .withEverythingBeside(Probe.class)
                .withEverythingBeside(Row.class)
                .header("Bundle-Activator", Probe.class.getName())
                .header(
                        "Import-Package",
                        "org.ops4j.pax.exam,org.junit.jupiter.*,org.junit.platform.launcher.*,*;resolution:=optional")
                .header("-dsannotations", "")
                .build();
    }

    @Override
    public void start(BundleContext context) {
        context.registerService(
                ProbeInvoker.class, this, FrameworkUtil.asDictionary(Map.of("Probe-Signature", SIGNATURE)));
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public void call(Object... arguments) {
        String uniqueId = (String) arguments[0];
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Probe.class.getClassLoader()); // JUnit loads test classes through it
        try {
            run(uniqueId);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void run(String uniqueId) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectUniqueId(uniqueId))
                .build();
        Verdict verdict = new Verdict();
        launcher().execute(request, verdict);
        verdict.inside(uniqueId);
    }

    /** Nothing is looked up: the services that JUnit would find are those of the class path outside. */
    private static Launcher launcher() {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build());
    }
}
