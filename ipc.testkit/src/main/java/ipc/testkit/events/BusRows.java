package ipc.testkit.events;

import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.spi.BusObject;
import ipc.api.events.spi.BusState;
import ipc.api.events.spi.SubscriptionObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What tests of event buses do. */
interface BusRows extends EventRows {
    /** Makes a bus on the kernel of this test. */
    BusObject bus(BusState state);

    /** Makes a bus with which nothing has happened. */
    default BusObject bus() {
        return bus(BusState.EMPTY);
    }

    /** Makes a publication without properties. */
    static Publication about(String topic) {
        return about(topic, Map.of());
    }

    /** Makes a publication. */
    static Publication about(String topic, Map<String, Object> properties) {
        return new Publication(1, topic, properties, ByteBuffer.allocate(3).put(0, (byte) topic.length()));
    }

    /** Publishes at once or not. */
    static int tryPublish(BusObject bus, String topic) {
        return bus.publish(about(topic), Deadlines.immediate());
    }

    /** Publishes on a thread of its own, until it is parked. */
    default Call<Integer> queuePublisher(BusObject bus, String topic, int parkedThen) {
        Call<Integer> call = Call.start(() -> bus.publish(about(topic), Deadlines.never()));
        scheduler().awaitParked(parkedThen);
        return call;
    }

    /** Receives on a thread of its own, until it is parked. */
    default Call<String> queueReceiver(SubscriptionObject subscription, int parkedThen) {
        Call<String> call = Call.start(() -> receive(subscription));
        scheduler().awaitParked(parkedThen);
        return call;
    }

    /** Waits for the next topic. */
    static String receive(SubscriptionObject subscription) {
        Publication received = subscription.receive(Deadlines.never());
        return received == null ? "nothing, although it was to wait" : received.topic();
    }

    /** Receives what is there. */
    static List<String> topics(SubscriptionObject subscription) {
        List<String> all = new ArrayList<>();
        Publication next = subscription.receive(Deadlines.immediate());
        while (next != null) {
            all.add(next.topic());
            next = subscription.receive(Deadlines.immediate());
        }
        return all;
    }

    /** Makes options of a subscription to everything with a few places. */
    static SubscriptionOptions all(int places) {
        return SubscriptionOptions.to("*").depthMax(places);
    }
}
