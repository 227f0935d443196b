package ipc.examples.shout;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Program;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** Answers each request in capital letters, until its client has gone. */
final class Server implements Program {
    static final String NAME = "/shout";

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        try (ChannelListener listener = ipc.face(Channels.class).listen(NAME, ChannelOptions.standard());
                Channel client = listener.accept(Timeout.forever())) {
            ByteBuffer buffer = ByteBuffer.allocate(DirectionOptions.MESSAGE_BYTES);
            while (true) {
                client.receive(buffer.clear());
                client.send(answer(buffer.flip()), 0);
            }
        } catch (IpcException end) {
            return end.errno() == Errno.EPIPE ? 0 : 1;
        }
    }

    /** A reply begins with the bytes by which the kernel knows whose it is. */
    private static ByteBuffer answer(ByteBuffer request) {
        int transaction = request.getInt();
        String words = Text.decoded(request).toUpperCase(Locale.ROOT);
        return Text.encoded(transaction, words);
    }
}
