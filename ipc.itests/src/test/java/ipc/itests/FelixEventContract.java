package ipc.itests;

import ipc.api.events.spi.EventMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.testkit.events.EventContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.BundleContext;

/** What a provider of events owes the kernel, asked of its bundle. */
abstract class FelixEventContract extends EventContract {
    private ProviderOnFakes<EventMechanism> provider;

    @BeforeEach
    final void beKernel(BundleContext probe) {
        provider = new ProviderOnFakes<>(probe, EventMechanism.class);
    }

    @AfterEach
    final void withdrawKernel() {
        provider.withdraw();
    }

    @Override
    protected final EventMechanism mechanism(Scheduler scheduler, Memory memory) {
        return provider.mechanism(scheduler, memory);
    }
}
