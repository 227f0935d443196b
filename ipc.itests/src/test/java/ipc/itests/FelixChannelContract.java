package ipc.itests;

import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.testkit.channels.ChannelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.BundleContext;

/** What a provider of channels owes the kernel, asked of its bundle. */
abstract class FelixChannelContract extends ChannelContract {
    private ProviderOnFakes<ChannelMechanism> provider;

    @BeforeEach
    final void beKernel(BundleContext probe) {
        provider = new ProviderOnFakes<>(probe, ChannelMechanism.class);
    }

    @AfterEach
    final void withdrawKernel() {
        provider.withdraw();
    }

    @Override
    protected final ChannelMechanism mechanism(Scheduler scheduler, Memory memory) {
        return provider.mechanism(scheduler, memory);
    }
}
