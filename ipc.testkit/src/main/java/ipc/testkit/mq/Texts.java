package ipc.testkit.mq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Messages as short texts, so that a failure can be read. */
public final class Texts {
    private Texts() {}

    /**
     * Encodes a text.
     *
     * @param text any text
     * @return its bytes between position and limit
     */
    public static ByteBuffer bytesOf(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Encodes texts.
     *
     * @param texts any texts
     * @return the bytes of each, as of {@link #bytesOf}
     */
    public static List<ByteBuffer> allBytesOf(String... texts) {
        return Stream.of(texts).map(Texts::bytesOf).toList();
    }

    /**
     * Decodes a text; leaves the buffer as it is.
     *
     * @param bytes between position and limit
     * @return the text
     */
    public static String textOf(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
