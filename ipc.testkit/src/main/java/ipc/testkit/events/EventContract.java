package ipc.testkit.events;

import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.CounterObject;
import ipc.api.events.spi.CounterState;
import ipc.api.events.spi.EventMechanism;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.testkit.kernel.FakeKernel;
import org.junit.jupiter.api.AfterEach;

/**
 * What events, counters and event buses owe the kernel, tested on the bare objects.
 *
 * <p>What the kernel checks before it calls (rights, ranges) and what it does itself (names, the end of processes) is
 * not tested here.
 */
public abstract class EventContract
        implements ManualRows,
                AutoRows,
                EventStateRows,
                EventRaceRows,
                CounterRows,
                DeliveryRows,
                BehindRows,
                BusStateRows {
    private final FakeKernel kernel = new FakeKernel();

    /**
     * Makes the mechanism under test.
     *
     * @param scheduler of the fake kernel
     * @param memory of the fake kernel
     * @return a new mechanism
     */
    protected abstract EventMechanism mechanism(Scheduler scheduler, Memory memory);

    @Override
    public final FakeKernel kernel() {
        return kernel;
    }

    @Override
    public final EventObject event(EventState state) {
        return mechanism(kernel.scheduler(), kernel.memory()).restore("/event", state);
    }

    @Override
    public final CounterObject counter(CounterState state) {
        return mechanism(kernel.scheduler(), kernel.memory()).restore("/counter", state);
    }

    @Override
    public final BusObject bus(BusState state) {
        return mechanism(kernel.scheduler(), kernel.memory()).restore("/bus", state);
    }

    @AfterEach
    final void endCallsLeftBehind() {
        kernel.close();
    }
}
