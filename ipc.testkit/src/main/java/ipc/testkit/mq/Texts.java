package ipc.testkit.mq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Messages as short texts, so that a failure can be read. */
final class Texts {
    private Texts() {}

    static ByteBuffer bytesOf(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static List<ByteBuffer> allBytesOf(String... texts) {
        return Stream.of(texts).map(Texts::bytesOf).toList();
    }

    /** Leaves the buffer as it is. */
    static String textOf(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
