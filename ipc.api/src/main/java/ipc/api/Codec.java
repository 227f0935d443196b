package ipc.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Translates between values and messages.
 *
 * @param <E> type of the values
 */
@ConsumerType
public interface Codec<E> {
    /** Strings as UTF-8. */
    Codec<String> UTF_8 = new Codec<>() {
        @Override
        public void encode(String value, ByteBuffer message) {
            message.put(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String decode(ByteBuffer message) {
            return StandardCharsets.UTF_8.decode(message).toString();
        }
    };

    /**
     * Writes a value.
     *
     * @param value what to write
     * @param message where to; its room is that of the largest message, and a {@link java.nio.BufferOverflowException}
     *     becomes {@code EMSGSIZE}
     */
    void encode(E value, ByteBuffer message);

    /**
     * Reads a value.
     *
     * @param message the whole message between position and limit; not to be kept
     * @return the value
     */
    E decode(ByteBuffer message);
}
