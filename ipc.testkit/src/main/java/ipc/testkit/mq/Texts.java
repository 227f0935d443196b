package ipc.testkit.mq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages as short texts, so that a failure can be read. */
final class Texts {
    private Texts() {}

    static ByteBuffer bytesOf(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves the buffer as it is. */
    static String textOf(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
