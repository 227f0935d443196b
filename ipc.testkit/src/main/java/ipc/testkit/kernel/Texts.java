package ipc.testkit.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Messages as short texts, so that a failure can be read. */
public final class Texts {
    private Texts() {}

    /**
     * Returns a text as bytes.
     *
     * @param text any
     * @return a new buffer with its bytes between position and limit
     */
    public static ByteBuffer bytesOf(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns texts as bytes.
     *
     * @param texts any
     * @return a new buffer for each
     */
    public static List<ByteBuffer> allBytesOf(String... texts) {
        return Stream.of(texts).map(Texts::bytesOf).toList();
    }

    /**
     * Returns bytes as a text, and leaves the buffer as it is.
     *
     * @param bytes those between position and limit
     * @return the text
     */
    public static String textOf(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
