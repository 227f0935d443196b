package ipc.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import ipc.api.Limit;
import ipc.api.Port;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Timeout;
import ipc.api.Timer;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.WhenFull;
import ipc.api.events.BusOptions;
import ipc.api.events.CounterOptions;
import ipc.api.events.EventOptions;
import ipc.api.events.SubscriptionOptions;
import ipc.api.events.WhenBehind;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueOptions.Access;
import ipc.api.pipes.PipeOptions;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.Creation;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.SemaphoreOptions;
import ipc.kernel.process.KernelProcess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Arguments of calls: mostly of the right kind, often at an edge, sometimes nonsense. */
final class Values {
    private static final int NONSENSE = 24;
    private static final int BYTES_MAX = 100;
    private static final int LIST_MAX = 4;
    private static final int KNOWN_MAX = 64;
    private static final Duration LONG_TIME = Duration.ofDays(1);

    private final List<Integer> numbers = new ArrayList<>(List.of(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE));
    private final List<String> names =
            List.of(Victim.NAME, Victim.SECOND_NAME, "/a", "/b", "/", "", "no slash", "/a/b", "/" + "x".repeat(256));

    Values(KernelProcess victim, KernelProcess intruder) {
        numbers.add(victim.pid());
        numbers.add(intruder.pid());
        victim.handles().all().forEach(handle -> numbers.add(handle.number()));
    }

    /** A call returned something: if it is a number, it may be that of a handle or process. */
    void learn(@Nullable Object result) {
        switch (result) {
            case Integer number when numbers.size() < KNOWN_MAX -> numbers.add(number);
            case List<?> several -> several.forEach(this::learn);
            case null, default -> {} // nothing to learn from
        }
    }

    @Nullable
    Object[] forParameters(List<String> parameters, FuzzedDataProvider data) {
        return parameters.stream().map(each -> valueFor(each, data)).toArray();
    }

    private @Nullable Object valueFor(String parameter, FuzzedDataProvider data) {
        if (data.consumeInt(0, NONSENSE) == 0) {
            return data.consumeBoolean() ? null : new Object();
        }
        String type = parameter.substring(parameter.indexOf(':') + 1);
        return switch (type) {
            case "int" -> number(data);
            case "long" -> data.consumeLong();
            case "Long" -> data.consumeBoolean() ? data.consumeLong() : null;
            case "boolean" -> data.consumeBoolean();
            case "String" -> name(data);
            case "ByteBuffer" -> buffer(data);
            case "List" -> list(parameter, data);
            case "Set" -> parameter.startsWith("rights") ? some(Right.class, data) : some(Signal.class, data);
            case "Timeout" -> timeout(data);
            case "Duration" -> duration(data);
            case "Limit" -> data.pickValue(Limit.values());
            case "Value" -> new Limit.Value(data.consumeLong(), data.consumeLong());
            case "Runnable" -> (Runnable) () -> {};
            case "Consumer" -> (Consumer<Object>) told -> {};
            case "QueueOptions" -> queueOptions(data);
            case "ChannelOptions" -> channelOptions(data);
            case "PipeOptions" -> pipeOptions(data);
            case "Mode" -> data.pickValue(Port.Mode.values());
            case "Reset" -> data.pickValue(Timer.Reset.values());
            case "Creation" -> creation(data);
            case "SemaphoreOptions" -> semaphoreOptions(data);
            case "MutexOptions" -> mutexOptions(data);
            case "RwLockOptions" -> rwLockOptions(data);
            case "BarrierOptions" -> BarrierOptions.of(size(data));
            case "RwLock.Mode" -> data.pickValue(RwLock.Mode.values());
            case "EventOptions" -> eventOptions(data);
            case "CounterOptions" -> counterOptions(data);
            case "BusOptions" -> busOptions(data);
            case "SubscriptionOptions" -> subscriptionOptions(data);
            case "Map" -> properties(data);
            default -> throw new IllegalStateException("no values are known for parameter " + parameter);
        };
    }

    private int number(FuzzedDataProvider data) {
        return data.consumeBoolean() ? data.pickValue(numbers) : data.consumeInt();
    }

    private String name(FuzzedDataProvider data) {
        return data.consumeBoolean() ? data.pickValue(names) : data.consumeString(BYTES_MAX);
    }

    private static ByteBuffer buffer(FuzzedDataProvider data) {
        int size = data.consumeInt(0, BYTES_MAX);
        ByteBuffer buffer = data.consumeBoolean() ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
        buffer.position(data.consumeInt(0, size));
        return data.consumeInt(0, NONSENSE) == 0 ? buffer.asReadOnlyBuffer() : buffer;
    }

    private List<?> list(String parameter, FuzzedDataProvider data) {
        Supplier<Object> element = switch (parameter.substring(0, parameter.indexOf(':'))) {
            case "arguments" -> () -> data.consumeString(BYTES_MAX);
            case "messages", "buffers" -> () -> buffer(data);
            case "handles" -> () -> number(data);
            case "signals" -> () -> some(Signal.class, data);
            default -> throw new IllegalStateException("no elements are known for parameter " + parameter);
        };
        return IntStream.range(0, data.consumeInt(0, LIST_MAX))
                .mapToObj(i -> element.get())
                .toList();
    }

    private static <E extends Enum<E>> Set<E> some(Class<E> type, FuzzedDataProvider data) {
        Set<E> some = EnumSet.noneOf(type);
        for (E each : type.getEnumConstants()) {
            if (data.consumeBoolean()) {
                some.add(each);
            }
        }
        return some;
    }

    /** Never for ever: nobody would wake the only caller. */
    private static Timeout timeout(FuzzedDataProvider data) {
        return switch (data.consumeInt(0, 2)) {
            case 0 -> Timeout.after(data.consumeLong(Long.MIN_VALUE, LONG_TIME.toSeconds()), data.consumeLong());
            case 1 -> Timeout.after(duration(data));
            default -> Timeout.until(Instant.ofEpochSecond(data.consumeInt()));
        };
    }

    private static Duration duration(FuzzedDataProvider data) {
        return Duration.ofNanos(data.consumeLong(-1, LONG_TIME.toNanos()));
    }

    private QueueOptions queueOptions(FuzzedDataProvider data) {
        QueueOptions options = QueueOptions.open(data.pickValue(Access.values()));
        options = data.consumeBoolean() ? options.create(data.consumeInt(-1, 01000)) : options;
        options = data.consumeBoolean() ? options.exclusive() : options;
        options = data.consumeBoolean() ? options.nonBlocking() : options;
        options = data.consumeBoolean() ? options.depthMax(data.consumeInt(-1, 70)) : options;
        options = data.consumeBoolean() ? options.messageBytesMax(size(data)) : options;
        options = data.consumeBoolean() ? options.priorities(data.consumeInt()) : options;
        options = data.consumeBoolean() ? options.deadLetters(name(data)) : options;
        return data.consumeBoolean() ? options.timeToLive(duration(data)) : options;
    }

    private static ChannelOptions channelOptions(FuzzedDataProvider data) {
        ChannelOptions options = ChannelOptions.standard()
                .fromFirst(directionOptions(data))
                .fromSecond(directionOptions(data))
                .mode(data.consumeInt(-1, 01000))
                .backlog(data.consumeInt(-1, 10));
        options = data.consumeBoolean() ? options.history(data.consumeInt(-1, 10)) : options;
        options = data.consumeBoolean() ? options.idleMax(duration(data)) : options;
        options = data.consumeBoolean() ? options.ageMax(duration(data)) : options;
        options = data.consumeBoolean() ? options.keepAliveMax(duration(data)) : options;
        return data.consumeBoolean() ? options.nonBlocking() : options;
    }

    private static DirectionOptions directionOptions(FuzzedDataProvider data) {
        DirectionOptions options = DirectionOptions.standard().whenFull(data.pickValue(WhenFull.values()));
        options = data.consumeBoolean() ? options.depthMax(size(data)) : options;
        options = data.consumeBoolean() ? options.bytesMax(size(data)) : options;
        options = data.consumeBoolean() ? options.messageBytesMax(size(data)) : options;
        options = data.consumeBoolean() ? options.elementBytes(data.consumeInt(-1, BYTES_MAX)) : options;
        return data.consumeBoolean() ? options.priorities(size(data)) : options;
    }

    private static PipeOptions pipeOptions(FuzzedDataProvider data) {
        PipeOptions options = switch (data.consumeInt(0, 2)) {
            case 0 -> PipeOptions.reading();
            case 1 -> PipeOptions.writing();
            default -> PipeOptions.readWrite();
        };
        options = options.mode(data.consumeInt(-1, 01000));
        options = data.consumeBoolean() ? options.nonBlocking() : options;
        options = data.consumeBoolean() ? options.packets() : options;
        return data.consumeBoolean() ? options.capacityBytes(size(data)) : options;
    }

    private static Creation creation(FuzzedDataProvider data) {
        Creation creation = data.consumeBoolean() ? Creation.none() : Creation.mode(data.consumeInt(-1, 01000));
        return data.consumeBoolean() ? creation.exclusive() : creation;
    }

    private static SemaphoreOptions semaphoreOptions(FuzzedDataProvider data) {
        SemaphoreOptions options = SemaphoreOptions.counting(size(data));
        options = data.consumeBoolean() ? options.permitsMax(size(data)) : options;
        options = data.consumeBoolean() ? options.fair() : options;
        return data.consumeBoolean() ? options.undo() : options;
    }

    private static MutexOptions mutexOptions(FuzzedDataProvider data) {
        MutexOptions options = MutexOptions.of(data.pickValue(MutexOptions.Kind.values()));
        options = data.consumeBoolean() ? options.inherit() : options;
        options = data.consumeBoolean() ? options.protect(data.consumeInt(-1, 40)) : options;
        options = data.consumeBoolean() ? options.depthMax(size(data)) : options;
        options = data.consumeBoolean() ? options.stalled() : options;
        options = data.consumeBoolean() ? options.refuseDeadlock() : options;
        return data.consumeBoolean() ? options.fair() : options;
    }

    private static RwLockOptions rwLockOptions(FuzzedDataProvider data) {
        RwLockOptions options = RwLockOptions.standard();
        options = data.consumeBoolean() ? options.holdersMax(size(data)) : options;
        return data.consumeBoolean() ? options.stalled() : options;
    }

    private static EventOptions eventOptions(FuzzedDataProvider data) {
        EventOptions options = data.consumeBoolean() ? EventOptions.manual() : EventOptions.auto();
        options = data.consumeBoolean() ? options : EventOptions.existing();
        options = data.consumeBoolean() ? options.set() : options;
        return options.mode(data.consumeInt(-1, 01000));
    }

    private static CounterOptions counterOptions(FuzzedDataProvider data) {
        CounterOptions options =
                data.consumeBoolean() ? CounterOptions.of(data.consumeLong()) : CounterOptions.existing();
        options = data.consumeBoolean() ? options.byOne() : options;
        return options.mode(data.consumeInt(-1, 01000));
    }

    private static BusOptions busOptions(FuzzedDataProvider data) {
        BusOptions options = data.consumeBoolean() ? BusOptions.standard() : BusOptions.existing();
        options = data.consumeBoolean() ? options.publicationBytesMax(size(data)) : options;
        options = data.consumeBoolean() ? options.subscriptionsMax(size(data)) : options;
        return options.mode(data.consumeInt(-1, 01000));
    }

    private static SubscriptionOptions subscriptionOptions(FuzzedDataProvider data) {
        SubscriptionOptions options = SubscriptionOptions.to(
                        data.consumeBoolean() ? "*" : data.consumeString(BYTES_MAX))
                .whenBehind(data.pickValue(WhenBehind.values()));
        options = data.consumeBoolean() ? options.filter(data.consumeString(BYTES_MAX)) : options;
        return data.consumeBoolean() ? options.depthMax(size(data)) : options;
    }

    private static Map<?, ?> properties(FuzzedDataProvider data) {
        Map<Object, Object> properties = new HashMap<>();
        for (int i = data.consumeInt(0, LIST_MAX); i > 0; i--) {
            Object name = data.consumeInt(0, NONSENSE) == 0 ? i : data.consumeString(BYTES_MAX);
            properties.put(name, data.consumeBoolean() ? data.consumeLong() : data.consumeString(BYTES_MAX));
        }
        return properties;
    }

    private static int size(FuzzedDataProvider data) {
        return data.consumeBoolean() ? data.consumeInt(0, BYTES_MAX) : data.consumeInt();
    }

    /** Tells whether a text can be read in an argument after the call. */
    static boolean shows(@Nullable Object argument, String text) {
        return switch (argument) {
            case ByteBuffer buffer -> textOf(buffer).contains(text);
            case List<?> list -> list.stream().anyMatch(each -> shows(each, text));
            case null, default -> false;
        };
    }

    private static String textOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.duplicate().clear().get(bytes);
        return new String(bytes, ISO_8859_1);
    }
}
