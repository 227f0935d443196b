package ipc.bench.events;

import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.bench.Ours;
import java.util.concurrent.CountDownLatch;

/** Something that threads wait for, by its name in reports. */
public interface Sign {
    /** Our manual event, through the client's face. */
    String EVENT = "our event";

    /** The JDK's latch of one. */
    String LATCH = "CountDownLatch";

    /** Waits until it is up. */
    void await() throws InterruptedException;

    /** Puts it up. */
    void up();

    /** Makes one that is down. */
    static Sign named(String name) {
        return switch (name) {
            case EVENT -> event(Ours.live().ipc().face(Events.class).create(EventOptions.manual()));
            case LATCH -> latch(new CountDownLatch(1));
            default -> throw new IllegalArgumentException("no sign is called " + name);
        };
    }

    private static Sign event(Event event) {
        return new Sign() {
            @Override
            public void await() {
                event.await();
            }

            @Override
            public void up() {
                event.set();
            }
        };
    }

    private static Sign latch(CountDownLatch latch) {
        return new Sign() {
            @Override
            public void await() throws InterruptedException {
                latch.await();
            }

            @Override
            public void up() {
                latch.countDown();
            }
        };
    }
}
