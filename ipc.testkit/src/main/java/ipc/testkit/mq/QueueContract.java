package ipc.testkit.mq;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueMechanism;
import ipc.testkit.kernel.FakeKernel;
import org.junit.jupiter.api.AfterEach;

/**
 * What a message queue owes the kernel, tested on the bare object.
 *
 * <pre>{@code
 * final class HeapQueueContractTest extends QueueContract {
 *     @Override
 *     protected QueueMechanism mechanism(Scheduler scheduler, Memory memory) {
 *         return new HeapQueues(scheduler, memory);
 *     }
 * }
 * }</pre>
 *
 * <p>What the kernel checks before it calls (rights, sizes, ranges) is not tested here.
 */
public abstract class QueueContract
        implements SendRows,
                ReceiveRows,
                BatchRows,
                LoanRows,
                LeaseRows,
                ExpiryRows,
                ArrivalRows,
                StateRows,
                SignalRows,
                RaceRows {
    private final FakeKernel kernel = new FakeKernel();

    /**
     * Makes the mechanism under test.
     *
     * @param scheduler of the fake kernel
     * @param memory of the fake kernel
     * @return a new mechanism
     */
    protected abstract QueueMechanism mechanism(Scheduler scheduler, Memory memory);

    @Override
    public final QueueProbe queue(QueueOptions options) {
        return QueueProbe.create(kernel, mechanism(kernel.scheduler(), kernel.memory()), options);
    }

    @AfterEach
    final void endCallsLeftBehind() {
        kernel.close();
    }
}
