package ipc.itests;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.spi.SyncMechanism;
import ipc.testkit.sync.SyncContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.BundleContext;

/** What a provider of synchronisation owes the kernel, asked of its bundle. */
abstract class FelixSyncContract extends SyncContract {
    private ProviderOnFakes<SyncMechanism> provider;

    @BeforeEach
    final void beKernel(BundleContext probe) {
        provider = new ProviderOnFakes<>(probe, SyncMechanism.class);
    }

    @AfterEach
    final void withdrawKernel() {
        provider.withdraw();
    }

    @Override
    protected final SyncMechanism mechanism(Scheduler scheduler, Memory memory) {
        return provider.mechanism(scheduler, memory);
    }
}
