package ipc.events;

import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.CounterObject;
import ipc.api.events.spi.CounterState;
import ipc.api.events.spi.EventMechanism;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Registers events whose waits are known by tickets, counters, and event buses. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE, property = "service.ranking:Integer=100")
public final class TicketEvents implements EventMechanism {
    private final Scheduler scheduler;
    private final Memory memory;

    /**
     * Makes the mechanism.
     *
     * @param scheduler where calls wait
     * @param memory charged for each object
     */
    @Activate
    public TicketEvents(@Reference Scheduler scheduler, @Reference Memory memory) {
        this.scheduler = scheduler;
        this.memory = memory;
    }

    @Override
    public EventObject restore(String name, EventState state) {
        return state.manual()
                ? new OpenToAll(name, state, scheduler, memory)
                : new OpenToOne(name, state, scheduler, memory);
    }

    @Override
    public CounterObject restore(String name, CounterState state) {
        return new GuardedCounter(name, state, scheduler, memory);
    }

    @Override
    public BusObject restore(String name, BusState state) {
        return new GuardedBus(name, state, scheduler, memory);
    }
}
