package ipc.events;

import ipc.api.events.spi.EventMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.testkit.events.EventContract;

/** The contract of a provider, over events whose waits are known by tickets. */
final class TicketEventsContractTest extends EventContract {
    @Override
    protected EventMechanism mechanism(Scheduler scheduler, Memory memory) {
        return new TicketEvents(scheduler, memory);
    }
}
