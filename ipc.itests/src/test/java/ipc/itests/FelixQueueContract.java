package ipc.itests;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueMechanism;
import ipc.testkit.kernel.Watchdog;
import ipc.testkit.mq.QueueContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * What a provider owes the kernel, asked of its bundle: the fake kernel's services are registered, the component finds
 * them, and the test finds the component. No kernel is installed, which would hide it.
 */
abstract class FelixQueueContract extends QueueContract {
    private final List<ServiceRegistration<?>> fakes = new ArrayList<>();
    private ServiceTracker<QueueMechanism, QueueMechanism> providers;
    private BundleContext context;

    @BeforeEach
    final void beKernel(BundleContext probe) {
        context = probe;
        providers = new ServiceTracker<>(context, QueueMechanism.class, null);
        providers.open();
    }

    /** The component goes with the services it uses; the next test's kernel gets one of its own. */
    @AfterEach
    final void withdrawKernel() {
        fakes.forEach(ServiceRegistration::unregister);
        providers.close();
    }

    @Override
    protected final QueueMechanism mechanism(Scheduler scheduler, Memory memory) {
        if (fakes.isEmpty()) {
            fakes.add(context.registerService(Scheduler.class, scheduler, null));
            fakes.add(context.registerService(Memory.class, memory, null));
        }
        try {
            QueueMechanism mechanism = providers.waitForService(Watchdog.limit().toMillis());
            if (mechanism == null) {
                throw new AssertionError("no provider of message queues after " + Watchdog.limit());
            }
            return mechanism;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a provider", e);
        }
    }
}
