package ipc.examples.race;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import java.time.Duration;
import java.util.List;

/**
 * Waits for the start, and then takes a while.
 *
 * @param startName name of the event that starts all runners
 * @param time how long it takes
 */
record Runner(String startName, Duration time) implements Program {
    @Override
    public int run(Ipc ipc, List<String> arguments) {
        try (Event start = ipc.face(Events.class).open(startName, EventOptions.existing())) {
            start.await();
        }
        ipc.sleep(time);
        return 0;
    }
}
