package ipc.api.events.spi;

import ipc.api.spi.Mechanism;
import org.osgi.annotation.versioning.ConsumerType;

/** A provider of events, counters and event buses. */
@ConsumerType
public interface EventMechanism extends Mechanism {
    /** The version of the state records. */
    int SCHEMA = 1;

    /**
     * Makes an event that goes on where another one stopped, or one that begins with {@link EventState#first}.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link EventObject#state} of any provider gave
     * @return the event; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for it; nothing was kept
     */
    EventObject restore(String name, EventState state);

    /**
     * Makes a counter that goes on where another one stopped, or one that begins with {@link CounterState#first}.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link CounterObject#state} of any provider gave
     * @return the counter; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for it; nothing was kept
     */
    CounterObject restore(String name, CounterState state);

    /**
     * Makes an event bus that goes on where another one stopped, or one that begins with {@link BusState#EMPTY}.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link BusObject#state} of any provider gave
     * @return the bus; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for it; nothing was kept
     */
    BusObject restore(String name, BusState state);

    @Override
    default String name() {
        return "events";
    }

    @Override
    default int schema() {
        return SCHEMA;
    }
}
