package ipc.kernel;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server and two clients, which send it numbers in messages, in calls, and in channels that they send along; perhaps
 * an executioner beside them, and somebody who changes providers.
 *
 * <p>What a process notes without a kernel call after the call that it notes is one step: kills act in calls only.
 */
final class ChannelScenario implements Program {
    private static final String NAME = "/sim";
    private static final int STEPS = 9;
    private static final int STOP = Integer.MAX_VALUE;
    private static final int FIRST_VALUE = 1000;
    private static final Set<Errno> GONE = Set.of(Errno.EPIPE, Errno.ECONNREFUSED, Errno.ENOENT, Errno.ENOSYS);
    private static final Duration PAUSE = Duration.ofNanos(100);

    /** Longer than no provider is there. */
    private static final Timeout LONG = Timeout.after(0, 20_000);

    private final Random random;
    private final boolean killing;
    private final List<Program> beside;
    private final List<Integer> sent = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();
    private final AtomicInteger kills;
    private boolean serverKilled;

    /** By value: of messages of a client's with the same priority, the order is kept. */
    private final Map<Integer, Integer> priorities = new HashMap<>();

    /**
     * Makes a scenario.
     *
     * @param seed decides what its processes do
     * @param killing whether one of them is killed
     * @param kills counts those that were killed
     * @param beside programs that run beside them, to be waited for before the end
     */
    ChannelScenario(long seed, boolean killing, AtomicInteger kills, Program... beside) {
        this.random = new Random(seed);
        this.killing = killing;
        this.kills = kills;
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        IpcProcess server = spawn(ipc, "server", this::serve);
        List<IpcProcess> clients =
                List.of(spawn(ipc, "c1", client(FIRST_VALUE)), spawn(ipc, "c2", client(2 * FIRST_VALUE)));
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, "swapper", program)).toList();
        if (killing) {
            ipc.sleep(Duration.ofNanos(random.nextInt(20_000)));
            serverKilled = random.nextInt(3) == 0;
            if (Simulation.kill(serverKilled ? server : clients.get(random.nextInt(2)))) {
                kills.incrementAndGet();
            }
        }
        clients.forEach(each -> waitFor(ipc, each));
        stop(ipc);
        waitFor(ipc, server);
        others.forEach(each -> waitFor(ipc, each));
        assertThat(received).doesNotHaveDuplicates();
        assertOrder();
        assertThat(sent).containsAll(received);
        if (!serverKilled) {
            assertThat(received).containsAll(sent);
        }
        return 0;
    }

    private void assertOrder() {
        Map<List<Integer>, List<Integer>> lines =
                received.stream().collect(groupingBy(value -> List.of(value / FIRST_VALUE, priorities.get(value))));
        assertThat(lines.values()).allSatisfy(line -> assertThat(line).isSorted());
    }

    private static IpcProcess spawn(Ipc ipc, String name, Program program) {
        return ipc.spawn(SpawnOptions.program(name, program));
    }

    private static void waitFor(Ipc ipc, IpcProcess process) {
        ipc.waitFor(process.pid(), Timeout.forever());
    }

    private ChannelOptions options() {
        return ChannelOptions.standard()
                .both(DirectionOptions.standard()
                        .depthMax(2 + random.nextInt(2))
                        .bytesMax(16)
                        .messageBytesMax(8)
                        .priorities(2));
    }

    private static ByteBuffer encoded(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).flip();
    }

    private Timeout brief() {
        return Timeout.after(0, random.nextInt(3_000));
    }

    private Timeout someTime() {
        return random.nextBoolean() ? Timeout.forever() : brief();
    }

    // ---- clients

    private Program client(int from) {
        return (ipc, arguments) -> {
            Channel channel = connect(ipc);
            List<Channel> left = new ArrayList<>();
            try {
                for (int value = from; channel != null && value < from + STEPS; value++) {
                    step(ipc, channel, value, left);
                }
            } catch (IpcException failure) {
                assertThat(failure.errno()).isEqualTo(Errno.EPIPE);
                closeReturned(channel);
                left.forEach(end -> end.awaitClosed(Timeout.forever())); // all that the server had, or was to get
            }
            return 0;
        };
    }

    /** Null if nobody listens. */
    private Channel connect(Ipc ipc) {
        for (int i = 0; i < 200; i++) {
            try {
                return ipc.face(Channels.class).connect(NAME, Timeout.forever());
            } catch (IpcException failure) {
                assertThat(GONE).contains(failure.errno());
                ipc.sleep(PAUSE);
            }
        }
        return null;
    }

    private void step(Ipc ipc, Channel channel, int value, List<Channel> left) {
        try {
            switch (random.nextInt(6)) {
                case 0 -> channel.send(encoded(value), priority(value));
                case 1 -> channel.send(encoded(value), priority(value), brief());
                case 2 -> {
                    call(channel, value);
                    return;
                }
                case 3 -> sendPassenger(ipc, channel, value, left);
                case 4 -> {
                    sendInPlace(channel, value);
                    return;
                }
                default -> {
                    circle(ipc);
                    return;
                }
            }
            sent.add(value);
        } catch (IpcException failure) {
            if (failure.errno() != Errno.ETIMEDOUT) {
                throw failure;
            }
        }
    }

    private int priority(int value) {
        int priority = random.nextInt(2);
        priorities.put(value, priority);
        return priority;
    }

    private static void closeReturned(Channel channel) {
        try {
            while (true) {
                channel.receiveHandles(ByteBuffer.allocate(8), 1, Timeout.forever())
                        .forEach(Handle::close);
            }
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.EPIPE);
        }
    }

    private void call(Channel channel, int value) {
        ByteBuffer request = ByteBuffer.allocate(8).putInt(0).putInt(value).flip();
        ByteBuffer reply = ByteBuffer.allocate(8);
        channel.call(request, reply, someTime());
        assertThat(reply.getInt(4)).isEqualTo(~value);
    }

    /** Sends an end with a number in it; this process keeps the other end until it ends. */
    private void sendPassenger(Ipc ipc, Channel channel, int value, List<Channel> left) {
        ChannelPair pair = ipc.face(Channels.class).create(options());
        pair.first().send(encoded(value), 0);
        priorities.put(value, 0);
        channel.sendHandles(ByteBuffer.allocate(0), List.of(pair.second()), 0, someTime());
        left.add(pair.first());
    }

    private void sendInPlace(Channel channel, int value) {
        try (ChannelLoan loan = channel.newLoan()) {
            if (random.nextInt(4) == 0) {
                loan.claim(2, someTime());
                loan.release();
            }
            loan.claim(8, someTime()).putInt(value);
            loan.send(priority(value));
            sent.add(value); // closing the loan is a call
        }
    }

    /** Ends in each other's messages, which nobody can get any more. */
    private void circle(Ipc ipc) {
        ChannelPair a = ipc.face(Channels.class).create(options());
        ChannelPair b = ipc.face(Channels.class).create(options());
        a.first().sendHandles(encoded(0), List.of(b.second()), 0, Timeout.forever());
        b.first().sendHandles(encoded(0), List.of(a.second()), 0, Timeout.forever());
        a.first().awaitClosed(Timeout.forever());
    }

    // ---- the server

    private int serve(Ipc ipc, List<String> arguments) {
        ChannelListener listener = listen(ipc);
        List<Channel> open = new ArrayList<>();
        boolean stopping = false;
        while (!stopping || !open.isEmpty()) {
            Channel next = open.isEmpty() && !stopping ? listener.accept(Timeout.forever()) : listener.tryAccept();
            if (next != null) {
                open.add(next);
            }
            if (!open.isEmpty()) {
                Channel channel = open.get(random.nextInt(open.size()));
                stopping |= serve(channel, open);
            }
        }
        return 0;
    }

    /** Comes again while there is nothing to keep and no provider. */
    private ChannelListener listen(Ipc ipc) {
        while (true) {
            try {
                return ipc.face(Channels.class).listen(NAME, options().backlog(1 + random.nextInt(2)));
            } catch (IpcException failure) {
                assertThat(failure.errno()).isEqualTo(Errno.ENOSYS);
                ipc.sleep(PAUSE);
            }
        }
    }

    /** Serves one message, if one comes; true for the one that says stop. */
    private boolean serve(Channel channel, List<Channel> open) {
        ByteBuffer buffer = ByteBuffer.allocate(8);
        try {
            if (random.nextInt(3) == 0 && receivedInPlace(channel, buffer)) {
                return serve(channel, buffer.flip());
            }
            List<Handle> handles = channel.receiveHandles(buffer, 1, someTime());
            if (!handles.isEmpty()) {
                servePassenger(channel, (Channel) handles.getFirst());
                return false;
            }
        } catch (IpcException failure) {
            if (failure.errno() == Errno.EPIPE) {
                open.remove(channel);
                channel.close();
            } else {
                assertThat(failure.errno()).isEqualTo(Errno.ETIMEDOUT);
            }
            return false;
        }
        return serve(channel, buffer.flip());
    }

    /** Returns false if the next message carries handles, or this process has changed its mind about it. */
    private boolean receivedInPlace(Channel channel, ByteBuffer buffer) {
        try (ChannelLoan loan = channel.newLoan()) {
            ByteBuffer message = loan.receive(someTime());
            buffer.put(message);
            if (random.nextInt(4) == 0) {
                buffer.clear();
                return false; // and the message goes back
            }
            loan.release();
            return true;
        } catch (IpcException failure) {
            if (failure.errno() != Errno.EMSGSIZE) {
                throw failure;
            }
            return false;
        }
    }

    private boolean serve(Channel channel, ByteBuffer message) {
        int first = message.getInt();
        if (first >= 0) {
            return first == STOP || !received.add(first);
        }
        ByteBuffer reply = ByteBuffer.allocate(8).putInt(first).putInt(~message.getInt());
        try {
            channel.send(reply.flip(), 0, LONG);
        } catch (IpcException failure) {
            assertThat(failure.errno()).isIn(Errno.EPIPE, Errno.ETIMEDOUT); // the caller did not wait for it
        }
        return false;
    }

    private void servePassenger(Channel channel, Channel passenger) {
        ByteBuffer inside = ByteBuffer.allocate(8);
        passenger.receive(inside);
        received.add(inside.getInt(0));
        if (random.nextBoolean()) {
            passenger.close();
            return;
        }
        try {
            channel.sendHandles(ByteBuffer.allocate(0), List.of(passenger), 0, brief());
        } catch (IpcException failure) {
            assertThat(failure.errno()).isIn(Errno.EPIPE, Errno.ETIMEDOUT); // and so it is kept
        }
    }

    private void stop(Ipc ipc) {
        try {
            Channel channel = connect(ipc);
            if (channel != null) {
                channel.send(encoded(STOP), 0);
                channel.close();
            }
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.EPIPE);
        }
    }
}
