package ipc.testkit.client;

import ipc.api.Ipc;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;

/** What most tests of events do. */
interface EventClient extends Client {
    /** Returns the process's events. */
    default Events events() {
        return ipc().face(Events.class);
    }

    /** Opens an event that is there, or makes a manual one. */
    static Event manual(Ipc ipc, String name) {
        return ipc.face(Events.class).open(name, EventOptions.manual());
    }

    /** Opens an event that is there, or makes an automatic one. */
    static Event auto(Ipc ipc, String name) {
        return ipc.face(Events.class).open(name, EventOptions.auto());
    }

    /** Starts a program that waits for an event, and waits until it waits. */
    default Child<Boolean> startAwait(String name) {
        return startAwait(name, 10);
    }

    /** The same, with a priority. */
    default Child<Boolean> startAwait(String name, int priority) {
        Child<Boolean> child = start(ipc -> {
            ipc.self().priority(priority);
            ipc.face(Events.class).open(name, EventOptions.existing()).await();
            return true;
        });
        awaitBlocked(child.process());
        return child;
    }
}
