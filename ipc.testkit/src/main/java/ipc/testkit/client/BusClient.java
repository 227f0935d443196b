package ipc.testkit.client;

import ipc.api.Ipc;
import ipc.api.events.BusOptions;
import ipc.api.events.EventBus;
import ipc.api.events.Events;
import ipc.api.events.Publication;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What most tests of event buses do. */
interface BusClient extends EventClient {
    /** Opens a bus that is there, or makes one. */
    static EventBus bus(Ipc ipc, String name) {
        return ipc.face(Events.class).open(name, BusOptions.standard());
    }

    /** Makes a bus without a name. */
    default EventBus newBus() {
        return events().create(BusOptions.standard());
    }

    /** Publishes at once or not, with nothing but a topic. */
    static int tryPublish(EventBus bus, String topic) {
        return bus.tryPublish(topic, Map.of(), ByteBuffer.allocate(0));
    }

    /** Publishes, waiting if it has to, with nothing but a topic. */
    static int publish(EventBus bus, String topic) {
        return bus.publish(topic, Map.of(), ByteBuffer.allocate(0));
    }

    /** Receives what is there. */
    static List<String> topics(Subscription subscription) {
        List<String> all = new ArrayList<>();
        Publication next = subscription.tryReceive();
        while (next != null) {
            all.add(next.topic());
            next = subscription.tryReceive();
        }
        return all;
    }

    /** Makes options of a subscription to everything with a few places. */
    static SubscriptionOptions all(int places) {
        return SubscriptionOptions.to("*").depthMax(places);
    }
}
