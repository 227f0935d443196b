package ipc.kernel.boot;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.events.BusOptions;
import ipc.api.events.EventBus;
import ipc.api.events.Events;
import ipc.api.events.Publication;
import ipc.api.events.Subscription;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.WhenBehind;
import ipc.kernel.Kernel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Joins an event bus to EventAdmin, in one direction or both, as configured; without a configuration there is none.
 *
 * <p>What crosses is marked with the property {@value #BRIDGED}, and nothing that is marked crosses again, over this
 * bridge or another one. From EventAdmin nobody waits: an event for which the bus has no room is refused, which
 * EventAdmin logs. To EventAdmin events are sent one by one, in their order on the bus, by a process of the bridge's.
 * The payload is the property {@value #PAYLOAD}, bytes. Properties of kinds that publications do not have stay behind.
 */
@Component(
        configurationPid = EventBridge.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {},
        immediate = true)
@Designate(ocd = BridgeConfiguration.class, factory = true)
public final class EventBridge implements EventHandler {
    static final String PID = "ipc.events.bridge";
    static final String BRIDGED = "ipc.bridged";
    static final String PAYLOAD = "ipc.payload";
    static final String PUBLISHER = "ipc.publisher";

    private static final int OCTAL = 8;
    private static final String UNMARKED = "(!(" + BRIDGED + "=*))";
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Set<Class<?>> KINDS = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    private final BridgeConfiguration configuration;
    private final EventAdmin events;
    private final IpcProcess process;
    private final @Nullable ServiceRegistration<EventHandler> handler;

    /** Of the process; null until it could be opened. */
    private volatile @Nullable EventBus bus;

    /**
     * Begins to pass events.
     *
     * @param component has the kernel
     * @param events gives and takes events
     * @param context where events are asked for
     * @param configuration what passes
     */
    @Activate
    public EventBridge(
            @Reference KernelComponent component,
            @Reference EventAdmin events,
            BundleContext context,
            BridgeConfiguration configuration) {
        this.configuration = configuration;
        this.events = events;
        SubscriptionOptions wish = wish(configuration);
        BusOptions options = BusOptions.standard().mode(Integer.parseInt(configuration.mode(), OCTAL));
        Kernel kernel = component.kernel();
        Ipc first = kernel.face(kernel.processes().first(), Ipc.class);
        this.process = first.spawn(SpawnOptions.program(PID, (ipc, none) -> run(ipc, options, wish)));
        this.handler = handler(context);
    }

    private static SubscriptionOptions wish(BridgeConfiguration configuration) {
        String filter = configuration.filter();
        return SubscriptionOptions.to(configuration.toEventAdmin())
                .filter(filter.isEmpty() ? UNMARKED : "(&" + UNMARKED + filter + ")")
                .depthMax(configuration.depthMax())
                .whenBehind(whenBehind(configuration.whenBehind()));
    }

    private static WhenBehind whenBehind(String word) {
        WhenBehind policy = WhenBehind.valueOf(word);
        if (policy == WhenBehind.DISCONNECT) {
            throw new IllegalArgumentException("whenBehind " + policy + ": who is cut off passes nothing more");
        }
        return policy;
    }

    private @Nullable ServiceRegistration<EventHandler> handler(BundleContext context) {
        if (configuration.toBus().length == 0) {
            return null;
        }
        Map<String, Object> wanted =
                Map.of(EventConstants.EVENT_TOPIC, configuration.toBus(), EventConstants.EVENT_FILTER, UNMARKED);
        return context.registerService(EventHandler.class, this, FrameworkUtil.asDictionary(wanted));
    }

    /** Passes no more. */
    @Deactivate
    void stop() {
        if (handler != null) {
            handler.unregister();
        }
        process.kill();
    }

    // ---- to the bus

    @Override
    public void handleEvent(Event event) {
        EventBus present = bus;
        if (present == null) {
            throw refused(event, "cannot be opened yet");
        }
        Map<String, Object> properties = new HashMap<>(Map.of(BRIDGED, "EventAdmin"));
        for (String name : event.getPropertyNames()) {
            Object value = event.getProperty(name);
            if (value != null && KINDS.contains(value.getClass()) && !name.equals(EventConstants.EVENT_TOPIC)) {
                properties.put(name, value);
            }
        }
        byte[] payload = event.getProperty(PAYLOAD) instanceof byte[] bytes ? bytes : new byte[0];
        if (present.tryPublish(event.getTopic(), properties, ByteBuffer.wrap(payload)) < 0) {
            throw refused(event, "has a subscriber that blocks");
        }
    }

    private IpcException refused(Event event, String why) {
        return new IpcException(
                Errno.EAGAIN, "publish event " + event.getTopic() + " on " + configuration.bus() + ", which " + why);
    }

    // ---- to EventAdmin

    private int run(Ipc ipc, BusOptions options, SubscriptionOptions wish) {
        ipc.umask(0);
        EventBus opened = open(ipc, options);
        Subscription subscription = wish.pattern().isEmpty() ? null : opened.subscribe(wish);
        bus = opened;
        while (true) {
            if (subscription == null) {
                ipc.sleep(Duration.ofDays(1));
            } else {
                send(ipc, subscription);
            }
        }
    }

    /** Waits until events have a provider. */
    private EventBus open(Ipc ipc, BusOptions options) {
        while (true) {
            try {
                return ipc.face(Events.class).open(configuration.bus(), options);
            } catch (IpcException absent) {
                waitForProvider(ipc, absent);
            }
        }
    }

    private void send(Ipc ipc, Subscription subscription) {
        try {
            events.sendEvent(event(subscription.receive()));
        } catch (IpcException absent) {
            waitForProvider(ipc, absent);
        }
    }

    private static void waitForProvider(Ipc ipc, IpcException failure) {
        if (!List.of(Errno.ENOSYS, Errno.EAGAIN).contains(failure.errno())) {
            throw failure;
        }
        ipc.sleep(PATIENCE);
    }

    private Event event(Publication publication) {
        Map<String, Object> properties = new HashMap<>(publication.properties());
        ByteBuffer payload = publication.payload();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        properties.put(PAYLOAD, bytes);
        properties.put(PUBLISHER, publication.publisher());
        properties.put(BRIDGED, configuration.bus());
        return new Event(publication.topic(), properties);
    }
}
