package ipc.itests;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.itests.container.TestBundle;
import ipc.testkit.client.Client;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;

/** Gives each test a privileged process, which is a bundle of its own, and finds bundles by name. */
abstract class FelixClient implements Client {
    /** Under which the kernel is configured. */
    static final String KERNEL_PID = "ipc.kernel";

    private ClientBundle client;
    private BundleContext context;
    private long grace = 600_000;

    @BeforeEach
    final void beProcess(BundleContext probe) {
        context = probe;
        client = ClientBundle.privileged(probe);
    }

    @AfterEach
    final void endProcess() {
        client.close();
    }

    @Override
    public final Ipc ipc() {
        return client.ipc();
    }

    @Override
    public final KernelAdmin admin() {
        return client.admin();
    }

    final Bundle bundleNamed(String symbolicName) {
        return Stream.of(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Configures the kernel, and lets calls wait for a provider as long as any test takes. The time of grace is another
     * one each time, so that one can see when the kernel has got it.
     */
    final void configureKernel(ConfigurationAdmin configurations, Map<String, Object> options) throws IOException {
        Map<String, Object> values = new HashMap<>(options);
        values.put("graceMillis", ++grace);
        configurations.getConfiguration(KERNEL_PID, "?").update(FrameworkUtil.asDictionary(values));
        await(() -> admin().limits().stream()
                .anyMatch(limit -> limit.name().equals("graceMillis") && limit.max() == grace));
    }

    /** Wires a bundle anew, and waits until that is done. */
    final void refresh(Bundle bundle) {
        AtomicBoolean refreshed = new AtomicBoolean();
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.set(true));
        await(refreshed::get);
    }

    /** Installs and starts a bundle that has nothing to do with any mechanism. */
    final Bundle startUnrelated() throws BundleException {
        Bundle other = context.installBundle(
                "other", TestBundle.named("other").with(Greeter.class).build());
        other.start();
        return other;
    }
}
