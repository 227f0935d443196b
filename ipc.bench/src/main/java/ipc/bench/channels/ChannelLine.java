package ipc.bench.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.DirectionOptions;
import ipc.bench.Ours;
import ipc.bench.mq.Line;
import java.nio.ByteBuffer;

/** One direction of our channel, through the client's face: bytes copied in and out. */
final class ChannelLine implements Line {
    private final ChannelPair pair;
    private final int bytes;

    ChannelLine(int depth, int bytes) {
        this.pair = channel(depth, bytes);
        this.bytes = bytes;
    }

    /** Makes a channel whose directions have room for so many messages. */
    static ChannelPair channel(int depth, int bytes) {
        DirectionOptions options = DirectionOptions.standard()
                .depthMax(depth)
                .bytesMax(depth * bytes)
                .messageBytesMax(bytes);
        return Ours.live().channels().create(ChannelOptions.standard().both(options));
    }

    @Override
    public Sender newSender() {
        ByteBuffer message = ByteBuffer.allocate(bytes).putLong(0, STAMP);
        return priority -> {
            message.rewind();
            pair.first().send(message, 0);
        };
    }

    @Override
    public Receiver newReceiver() {
        return new Copier(pair, ByteBuffer.allocate(bytes));
    }

    @Override
    public void close() {
        pair.first().close();
        pair.second().close();
    }

    private static final class Copier implements Receiver {
        private final ChannelPair pair;
        private final ByteBuffer buffer;
        private long sum;

        Copier(ChannelPair pair, ByteBuffer buffer) {
            this.pair = pair;
            this.buffer = buffer;
        }

        @Override
        public int receive(int most) {
            buffer.clear();
            pair.second().receive(buffer);
            sum += buffer.getLong(0);
            return 1;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
