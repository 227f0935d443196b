package ipc.kernel;

import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.CounterObject;
import ipc.api.events.spi.CounterState;
import ipc.api.events.spi.EventMechanism;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;

/** Makes what another provider makes, but for the kinds of objects that a bug is planted in. */
public interface ForwardingEvents extends EventMechanism {
    /** Returns the other provider. */
    EventMechanism real();

    @Override
    default EventObject restore(String name, EventState state) {
        return real().restore(name, state);
    }

    @Override
    default CounterObject restore(String name, CounterState state) {
        return real().restore(name, state);
    }

    @Override
    default BusObject restore(String name, BusState state) {
        return real().restore(name, state);
    }
}
