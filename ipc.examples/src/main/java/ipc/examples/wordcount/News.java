package ipc.examples.wordcount;

import java.nio.ByteBuffer;

/** What processes tell each other besides their work: a kind and two numbers. */
enum News {
    /** How many chunks there are. */
    CHUNKS,
    /** How many pieces a chunk has. */
    PIECES,
    /** What a piece of work came to. */
    COUNTED,
    /** Which input could not be read. */
    UNREADABLE,
    /** Everything has been counted. */
    FINISHED;

    private static final News[] ALL = values();
    static final int BYTES = 1 + 2 * Long.BYTES;

    ByteBuffer message(long... numbers) {
        return put(ByteBuffer.allocate(BYTES), numbers).flip();
    }

    ByteBuffer put(ByteBuffer message, long... numbers) {
        message.put((byte) ordinal());
        for (long number : numbers) {
            message.putLong(number);
        }
        return message;
    }

    static News of(ByteBuffer message) {
        return ALL[message.get()];
    }
}
