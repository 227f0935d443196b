package ipc.itests;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.itests.container.TestBundle;
import ipc.testkit.client.Client;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Gives each test a privileged process, which is a bundle of its own, and finds bundles by name. */
abstract class FelixClient implements Client {
    private ClientBundle client;
    private BundleContext context;

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
