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

/** Makes events, counters and buses with one bug. */
record PlantedEvents(EventBug bug, Scheduler scheduler, Memory memory) implements EventMechanism {
    @Override
    public EventObject restore(String name, EventState state) {
        return new PlantedEvent(this, name, state);
    }

    @Override
    public CounterObject restore(String name, CounterState state) {
        return new PlantedCounter(this, name, state);
    }

    @Override
    public BusObject restore(String name, BusState state) {
        return new PlantedBus(this, name, state);
    }

    boolean has(EventBug wanted) {
        return bug == wanted;
    }
}
