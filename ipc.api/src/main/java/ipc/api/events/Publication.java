package ipc.api.events;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What was published on an event bus: the same object for all who receive it, and immutable.
 *
 * @param publisher pid of the process that published it
 * @param topic what it is about: {@code org/multios/disk/FULL}
 * @param properties what filters look at, unmodifiable; values are texts, flags, characters and numbers of the JDK
 * @param payload the bytes, which nobody changes any more
 */
public record Publication(int publisher, String topic, Map<String, Object> properties, ByteBuffer payload) {
    /** Most properties of a publication. */
    public static final int PROPERTIES_MAX = 64;

    /** What a property's value that is no text counts. */
    private static final int VALUE_BYTES = 8;

    /** Copies the properties, and the payload between position and limit, whose position stays. */
    public Publication {
        properties = Map.copyOf(properties);
        payload = ByteBuffer.allocate(payload.remaining())
                .put(payload.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }

    /** {@return the payload between position 0 and limit: a read-only buffer of the caller's own at each call} */
    @Override
    public ByteBuffer payload() {
        return payload.asReadOnlyBuffer();
    }

    /** {@return how many bytes it counts, as {@link #bytes(String, Map, int)} says} */
    public long bytes() {
        return bytes(topic, properties, payload.remaining());
    }

    /**
     * Returns what a publication counts: two bytes for each character of topic, names and texts, eight for each other
     * value, and the payload.
     *
     * @param topic its topic
     * @param properties its properties
     * @param payloadBytes length of its payload
     * @return bytes
     */
    public static long bytes(String topic, Map<String, ?> properties, int payloadBytes) {
        long bytes = 2L * topic.length() + payloadBytes;
        for (Map.Entry<String, ?> each : properties.entrySet()) {
            long value = each.getValue() instanceof String text ? 2L * text.length() : VALUE_BYTES;
            bytes += 2L * each.getKey().length() + value;
        }
        return bytes;
    }
}
