package ipc.itests;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueMechanism;
import ipc.testkit.mq.QueueContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.BundleContext;

/** What a provider of message queues owes the kernel, asked of its bundle. */
abstract class FelixQueueContract extends QueueContract {
    private ProviderOnFakes<QueueMechanism> provider;

    @BeforeEach
    final void beKernel(BundleContext probe) {
        provider = new ProviderOnFakes<>(probe, QueueMechanism.class);
    }

    @AfterEach
    final void withdrawKernel() {
        provider.withdraw();
    }

    @Override
    protected final QueueMechanism mechanism(Scheduler scheduler, Memory memory) {
        return provider.mechanism(scheduler, memory);
    }
}
