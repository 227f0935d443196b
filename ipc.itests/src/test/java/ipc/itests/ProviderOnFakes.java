package ipc.itests;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Mechanism;
import ipc.testkit.kernel.Watchdog;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A provider's bundle on the services of a fake kernel: they are registered, the component finds them, and the test
 * finds the component. No kernel is installed, which would hide it.
 */
final class ProviderOnFakes<M extends Mechanism> {
    private final List<ServiceRegistration<?>> fakes = new ArrayList<>();
    private final ServiceTracker<M, M> providers;
    private final BundleContext context;

    ProviderOnFakes(BundleContext context, Class<M> spi) {
        this.context = context;
        this.providers = new ServiceTracker<>(context, spi, null);
        providers.open();
    }

    /** The component goes with the services it uses; the next test's kernel gets one of its own. */
    void withdraw() {
        fakes.forEach(ServiceRegistration::unregister);
        providers.close();
    }

    M mechanism(Scheduler scheduler, Memory memory) {
        if (fakes.isEmpty()) {
            fakes.add(context.registerService(Scheduler.class, scheduler, null));
            fakes.add(context.registerService(Memory.class, memory, null));
        }
        try {
            M mechanism = providers.waitForService(Watchdog.limit().toMillis());
            if (mechanism == null) {
                throw new AssertionError("no provider after " + Watchdog.limit());
            }
            return mechanism;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a provider", e);
        }
    }
}
