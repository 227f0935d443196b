package ipc.examples.shout;

import ipc.api.channels.Channel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages of a transaction id and a text. */
final class Text {
    private Text() {}

    static ByteBuffer encoded(int transaction, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Channel.TRANSACTION_BYTES + bytes.length)
                .putInt(transaction)
                .put(bytes)
                .flip();
    }

    /** Decodes what comes after the transaction id. */
    static String decoded(ByteBuffer rest) {
        return StandardCharsets.UTF_8.decode(rest).toString();
    }
}
