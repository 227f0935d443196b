package ipc.itests;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.testkit.pipes.PipeContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.BundleContext;

/** What a provider of pipes owes the kernel, asked of its bundle. */
abstract class FelixPipeContract extends PipeContract {
    private ProviderOnFakes<PipeMechanism> provider;

    @BeforeEach
    final void beKernel(BundleContext probe) {
        provider = new ProviderOnFakes<>(probe, PipeMechanism.class);
    }

    @AfterEach
    final void withdrawKernel() {
        provider.withdraw();
    }

    @Override
    protected final PipeMechanism mechanism(Scheduler scheduler, Memory memory) {
        return provider.mechanism(scheduler, memory);
    }
}
