package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.events.BusOptions;
import ipc.api.events.EventBus;
import ipc.api.events.Events;
import ipc.api.events.Publication;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import ipc.itests.container.InContainer;
import ipc.testkit.rows.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Events that cross between a bus and EventAdmin, where a bridge is configured. */
@InContainer
class EventBridgeIT {
    private static final String BUS = "/bridged";

    private final List<Event> handled = new CopyOnWriteArrayList<>();
    private BundleContext context;
    private ClientBundle client;
    private EventAdmin admin;
    private EventBus bus;
    private ServiceRegistration<EventHandler> handler;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.events"));
    }

    @BeforeEach
    void beProcess(BundleContext probe) {
        context = probe;
        client = ClientBundle.privileged(probe);
        admin = service(EventAdmin.class);
        bus = client.ipc().face(Events.class).open(BUS, BusOptions.standard());
        Map<String, Object> all = Map.of(EventConstants.EVENT_TOPIC, "org/test/*");
        handler = probe.registerService(EventHandler.class, handled::add, FrameworkUtil.asDictionary(all));
    }

    @AfterEach
    void endProcess() {
        handler.unregister();
        client.close();
    }

    private <S> S service(Class<S> type) {
        return context.getService(context.getServiceReference(type));
    }

    private org.osgi.service.cm.Configuration bridge(Map<String, Object> values) throws IOException {
        var configuration = service(ConfigurationAdmin.class).createFactoryConfiguration("ipc.events.bridge", "?");
        configuration.update(FrameworkUtil.asDictionary(values));
        return configuration;
    }

    private List<String> topics() {
        return handled.stream().map(Event::getTopic).toList();
    }

    @Test
    @Row("PS-18")
    void shouldPassEventsBothWaysAndNoneBack() throws IOException {
        var configuration = bridge(Map.of("bus", BUS, "toBus", new String[] {"org/test/*"}, "toEventAdmin", "*"));
        Subscription subscription = bus.subscribe(SubscriptionOptions.to("*"));
        client.await(() -> bus.status().subscriptions().size() == 2);

        bus.publish("org/test/ipc/FIRST", Map.of("key", 1), ByteBuffer.wrap("ipc".getBytes(UTF_8)));
        client.await(() -> topics().contains("org/test/ipc/FIRST"));
        client.await(() -> {
            admin.sendEvent(
                    new Event("org/test/osgi/SECOND", Map.of("key", 2, "list", List.of(), "ipc.payload", new byte[3])));
            return bus.status().published() > 1; // once the bridge's handler is there
        });
        bus.publish("org/test/LAST", Map.of(), ByteBuffer.allocate(0));
        client.await(() -> topics().contains("org/test/LAST"));

        assertThat(subscription.receive().topic()).isEqualTo("org/test/ipc/FIRST");
        Publication second = subscription.receive();
        assertThat(second.topic()).isEqualTo("org/test/osgi/SECOND");
        assertThat(second.properties()).isEqualTo(Map.of("key", 2, "ipc.bridged", "EventAdmin"));
        assertThat(second.payload().remaining()).isEqualTo(3);
        assertThat(subscription.receive().topic()).isEqualTo("org/test/LAST");
        assertThat(subscription.tryReceive()).as("what came back").isNull();
        Event first = handled.getFirst();
        assertThat(first.getProperty("key")).isEqualTo(1);
        assertThat(first.getProperty("ipc.bridged")).isEqualTo(BUS);
        assertThat(first.getProperty("ipc.publisher"))
                .isEqualTo(client.ipc().self().pid());
        assertThat((byte[]) first.getProperty("ipc.payload")).isEqualTo("ipc".getBytes(UTF_8));
        assertThat(topics()).containsOnlyOnce("org/test/ipc/FIRST", "org/test/LAST");
        subscription.close();
        configuration.delete();
        client.await(() -> bus.status().subscriptions().isEmpty());
    }

    @Test
    @Row("PS-18")
    void shouldPassNothingThatIsNotConfigured() throws IOException {
        var configuration = bridge(Map.of("bus", BUS, "toEventAdmin", "org/test/a/*", "filter", "(key=1)"));
        client.await(() -> bus.status().subscriptions().size() == 1);

        bus.publish("org/test/b/OTHER", Map.of("key", 1), ByteBuffer.allocate(0));
        bus.publish("org/test/a/FILTERED", Map.of("key", 2), ByteBuffer.allocate(0));
        bus.publish("org/test/a/PASSES", Map.of("key", 1), ByteBuffer.allocate(0));
        client.await(() -> topics().contains("org/test/a/PASSES"));
        admin.sendEvent(new Event("org/test/OSGI", Map.of()));

        assertThat(topics()).containsExactly("org/test/a/PASSES", "org/test/OSGI");
        assertThat(bus.status().published()).isEqualTo(3);
        configuration.delete();
        client.await(() -> bus.status().subscriptions().isEmpty());
    }
}
