package ipc.kernel.boot;

import ipc.api.Credentials;
import ipc.api.ExitStatus;
import ipc.kernel.Kernel;
import ipc.kernel.process.KernelProcess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Bundles as processes: a bundle becomes one when it first gets a face, and the process ends when the bundle stops,
 * whatever the bundle forgot to release.
 */
final class BundleProcesses implements SynchronousBundleListener {

    private final Kernel kernel;
    private final Map<Long, KernelProcess> byBundle = new ConcurrentHashMap<>();

    BundleProcesses(Kernel kernel) {
        this.kernel = kernel;
    }

    /** A service that gives each bundle the face of its own process. */
    <F> ServiceFactory<F> face(Class<F> type) {
        return new ServiceFactory<>() {
            @Override
            public F getService(Bundle bundle, ServiceRegistration<F> registration) {
                return kernel.face(process(bundle), type);
            }

            @Override
            public void ungetService(Bundle bundle, ServiceRegistration<F> registration, F service) {
                // the process lives as long as the bundle, not as long as one of its components
            }
        };
    }

    private KernelProcess process(Bundle bundle) {
        return byBundle.computeIfAbsent(bundle.getBundleId(), id -> {
            Credentials credentials = BundleCredentials.of(bundle);
            return kernel.bundle(bundle.getSymbolicName(), credentials);
        });
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED) {
            KernelProcess process = byBundle.remove(event.getBundle().getBundleId());
            if (process != null) {
                end(process);
            }
        }
    }

    private void end(KernelProcess process) {
        kernel.scheduler().inside(() -> kernel.processes().end(process, new ExitStatus(process.pid(), 0, false)));
    }

    void endAll() {
        byBundle.values().forEach(this::end);
        byBundle.clear();
    }
}
