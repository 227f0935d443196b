package ipc.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What clients and servers say over connections: numbers in messages of all kinds, and in channels that are sent along,
 * and calls between them. A message that begins with a number below 0, which is a transaction, is a call.
 */
public final class ChannelLoad {
    private static final int BYTES = 8;
    private static final int DEPTH = 4;
    private static final Timeout SHORT = Timeout.after(Duration.ofMillis(1));

    private final Arrivals arrivals = new Arrivals();
    private volatile boolean stopped;

    /** Clients are to end, and their servers with them. */
    public void stop() {
        stopped = true;
    }

    /** Nothing was lost, doubled or out of order. */
    public void shouldHaveSeenEachOnce() {
        arrivals.shouldBeComplete();
    }

    private static ChannelOptions options() {
        return ChannelOptions.standard()
                .both(DirectionOptions.standard()
                        .depthMax(DEPTH)
                        .bytesMax(DEPTH * BYTES)
                        .messageBytesMax(BYTES));
    }

    private static ByteBuffer message(int number) {
        return ByteBuffer.allocate(BYTES).putInt(number).flip();
    }

    // ---- clients

    /** Talks to the server of a name until told to stop; returns how many numbers it sent. */
    public int talk(Ipc ipc, String name, int client, long seed) {
        Random random = new Random(seed + client);
        int next = 0;
        try (Channel channel = connect(ipc, name);
                ChannelLoan loan = channel.newLoan()) {
            while (!stopped) {
                if (random.nextInt(6) == 0) {
                    call(channel, next);
                } else if (sends(ipc, channel, loan, random.nextInt(5), next)) {
                    next++;
                }
            }
        }
        arrivals.sent(client, next);
        return next;
    }

    /** The server may be late. */
    private static Channel connect(Ipc ipc, String name) {
        while (true) {
            try {
                return ipc.face(Channels.class).connect(name, Timeout.forever());
            } catch (IpcException failure) {
                assertThat(failure.errno()).isEqualTo(Errno.ENOENT);
                ipc.yieldNow();
            }
        }
    }

    private static void call(Channel channel, int number) {
        ByteBuffer reply = ByteBuffer.allocate(BYTES);
        channel.call(ByteBuffer.allocate(BYTES).putInt(0).putInt(number).flip(), reply, Timeout.forever());
        assertThat(reply.getInt(Integer.BYTES)).as("reply to %d", number).isEqualTo(~number);
    }

    private static boolean sends(Ipc ipc, Channel channel, ChannelLoan loan, int how, int number) {
        try {
            switch (how) {
                case 0 -> channel.send(message(number), 0);
                case 1 -> channel.send(message(number), 0, SHORT);
                case 2 -> {
                    return channel.trySend(message(number), 0);
                }
                case 3 -> sendPassenger(ipc, channel, number);
                default -> {
                    loan.claim(BYTES, Timeout.forever()).putInt(number);
                    loan.send(0);
                }
            }
            return true;
        } catch (IpcException failure) {
            if (failure.errno() != Errno.ETIMEDOUT) {
                throw failure;
            }
            return false;
        }
    }

    private static void sendPassenger(Ipc ipc, Channel channel, int number) {
        ChannelPair pair = ipc.face(Channels.class).create(options());
        pair.first().send(message(number), 0);
        channel.sendHandles(ByteBuffer.allocate(0), List.of(pair.second()), 0, Timeout.forever());
        pair.first().close();
    }

    // ---- servers

    /** Serves one client under a name until that closes; returns how many numbers came. */
    public int serve(Ipc ipc, String name, int client) {
        Arrivals.Receiver receiver = arrivals.newReceiver();
        try (ChannelListener listener = ipc.face(Channels.class).listen(name, options());
                Channel channel = listener.accept(Timeout.forever())) {
            while (true) {
                serveOne(channel, receiver, client);
            }
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.EPIPE);
            return receiver.count();
        }
    }

    private static void serveOne(Channel channel, Arrivals.Receiver receiver, int client) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        List<Handle> handles = channel.receiveHandles(buffer, 1, Timeout.forever());
        if (!handles.isEmpty()) {
            receiver.note(client, numberIn((Channel) handles.getFirst()));
            return;
        }
        int first = buffer.flip().getInt();
        if (first >= 0) {
            receiver.note(client, first);
        } else {
            ByteBuffer reply = ByteBuffer.allocate(BYTES).putInt(first).putInt(~buffer.getInt());
            channel.send(reply.flip(), 0);
        }
    }

    private static int numberIn(Channel passenger) {
        try (passenger) {
            ByteBuffer inside = ByteBuffer.allocate(BYTES);
            passenger.receive(inside);
            return inside.getInt(0);
        }
    }
}
