package ipc.examples.race;

import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.Timer;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.osgi.service.component.annotations.Component;

/**
 * The program {@code race}: lets the runners that the command line names run, and prints who comes in at which place.
 * {@code -t 50} before the names ends the race after 50 milliseconds.
 */
@Component(property = Program.NAME + "=race")
public final class Race implements Program {
    private static final int TIME_MILLIS_MAX = 100;

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        boolean timed = arguments.size() > 1 && arguments.getFirst().equals("-t");
        Duration limit = Duration.ofMillis(timed ? Long.parseLong(arguments.get(1)) : TIME_MILLIS_MAX);
        List<String> names = timed ? arguments.subList(2, arguments.size()) : arguments;
        String startName = "/race-" + ipc.self().pid();
        try (Event start = ipc.face(Events.class).open(startName, EventOptions.manual());
                Timer clock = ipc.face(Timers.class).create(Timer.Reset.MANUAL)) {
            List<IpcProcess> runners = atTheLine(ipc, names, startName);
            clock.set(Timeout.after(limit), Duration.ZERO);
            start.set();
            return watch(ipc, runners, clock);
        }
    }

    /** Who comes to the line after the start finds the event set, and runs at once. */
    private static List<IpcProcess> atTheLine(Ipc ipc, List<String> names, String startName) {
        Random random = new Random(ipc.nowNanos());
        List<IpcProcess> runners = new ArrayList<>();
        for (String name : names) {
            Duration time = Duration.ofMillis(random.nextInt(TIME_MILLIS_MAX));
            runners.add(ipc.spawn(SpawnOptions.program(name, new Runner(startName, time))));
        }
        return runners;
    }

    /** Prints places until all are there, or the time is up; returns how many are not. */
    private static int watch(Ipc ipc, List<IpcProcess> runners, Handle clock) {
        Waits waits = ipc.face(Waits.class);
        List<IpcProcess> running = new ArrayList<>(runners);
        List<Item> awaited = new ArrayList<>();
        running.forEach(runner -> awaited.add(Item.of(waits.process(runner))));
        awaited.add(Item.of(clock)); // last: who is there when the time is up has made it
        for (int place = 1; !running.isEmpty(); place++) {
            int first = waits.any(awaited, Timeout.forever()).index();
            if (first == running.size()) {
                running.forEach(late -> ipc.out().println("   " + late.name() + " is still running"));
                running.forEach(IpcProcess::kill);
                return running.size();
            }
            IpcProcess runner = running.remove(first);
            awaited.remove(first).handle().close();
            ipc.out().println(place + ". " + runner.name());
        }
        return 0;
    }
}
