package ipc.itests;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.testkit.client.Client;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

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
}
