package ipc.examples.shout;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code shout}: starts a server, sends it each word of the command line, prints the answers. */
@Component(property = Program.NAME + "=shout")
public final class Shout implements Program {
    @Override
    public int run(Ipc ipc, List<String> arguments) {
        IpcProcess server = ipc.spawn(SpawnOptions.program("shout-server", new Server()));
        try (Channel channel = connected(ipc, server)) {
            for (String word : arguments) {
                ipc.out().println(answer(channel, word));
            }
        }
        ipc.waitFor(server.pid(), Timeout.forever());
        return 0;
    }

    /** The server may not listen yet. */
    private static Channel connected(Ipc ipc, IpcProcess server) {
        while (true) {
            try {
                return ipc.face(Channels.class).connect(Server.NAME, Timeout.forever());
            } catch (IpcException absent) {
                if (absent.errno() != Errno.ENOENT || server.state() == IpcProcess.State.ZOMBIE) {
                    throw absent;
                }
                ipc.yieldNow();
            }
        }
    }

    private static String answer(Channel channel, String word) {
        ByteBuffer reply = ByteBuffer.allocate(DirectionOptions.MESSAGE_BYTES);
        channel.call(Text.encoded(0, word), reply, Timeout.forever());
        return Text.decoded(reply.flip().position(Channel.TRANSACTION_BYTES));
    }
}
