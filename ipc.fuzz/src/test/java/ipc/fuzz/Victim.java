package ipc.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import ipc.api.Credentials;
import ipc.api.Handle;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.events.CounterOptions;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.kernel.Kernel;
import ipc.kernel.process.KernelProcess;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A process that owns something of every mechanism, named and nameless, full of a secret where it holds bytes; and
 * that has left the secret in memory it gave back.
 */
final class Victim {
    static final String NAME = "/secrets";
    static final String SECOND_NAME = "/more-secrets";
    static final String SECRET = "the victim's secret";

    private static final int USER = 1001;
    private static final int MODE = 0600;

    private final Kernel kernel;
    private final KernelProcess process;
    private final List<Supplier<Object>> looks = new ArrayList<>();
    private final List<Object> statesAtFirst;

    Victim(Kernel kernel) {
        this.kernel = kernel;
        process = kernel.bundle("victim", Credentials.of(USER, USER));
        leaveMemory();
        ownQueue();
        ownChannels();
        ownPipes();
        ownSync();
        ownEvents();
        looks.add(() ->
                process.handles().all().stream().map(Object::toString).sorted().toList());
        statesAtFirst = states();
    }

    KernelProcess process() {
        return process;
    }

    /** Fails unless everything is as it was at first. */
    void shouldBeUntouched() {
        List<Object> states = states();
        for (int i = 0; i < states.size(); i++) {
            if (!states.get(i).equals(statesAtFirst.get(i))) {
                throw new AssertionError(
                        "what the victim owns has changed: " + statesAtFirst.get(i) + " was, " + states.get(i) + " is");
            }
        }
    }

    private List<Object> states() {
        return looks.stream().map(Supplier::get).toList();
    }

    private void ownQueue() {
        MessageQueue queue = face(MessageQueues.class)
                .open(NAME, QueueOptions.readWrite().create(MODE).depthMax(2).messageBytesMax(64));
        queue.send(secret(), 0);
        looks.add(queue::status);
    }

    private void ownChannels() {
        Channels channels = face(Channels.class);
        ChannelListener listener =
                channels.listen(NAME, ChannelOptions.standard().history(1));
        listener.broadcast(secret(), 0);
        looks.add(listener::peers);
        ChannelPair pair = channels.create(ChannelOptions.standard());
        pair.first().send(secret(), 0);
        looks.add(pair.first()::status);
        looks.add(pair.second()::status);
    }

    private void ownPipes() {
        Pipes pipes = face(Pipes.class);
        pipes.makeFifo(NAME, PipeOptions.readWrite().mode(MODE));
        PipeEnd fifo = pipes.open(NAME, PipeOptions.readWrite());
        fifo.write(secret());
        looks.add(fifo::status);
        PipePair pair = pipes.create(PipeOptions.readWrite());
        pair.writer().write(secret());
        looks.add(pair.reader()::status);
    }

    private void ownSync() {
        Sync sync = face(Sync.class);
        Mutex mutex = sync.openMutex(NAME, Creation.mode(MODE), MutexOptions.of(MutexOptions.Kind.RECURSIVE));
        mutex.lock();
        looks.add(mutex::status);
        Semaphore semaphore = sync.openSemaphore(SECOND_NAME, Creation.mode(MODE), SemaphoreOptions.counting(1));
        looks.add(semaphore::status);
    }

    private void ownEvents() {
        Events events = face(Events.class);
        Event event = events.open(NAME, EventOptions.auto().set().mode(MODE));
        looks.add(event::status);
        looks.add(events.open(SECOND_NAME, CounterOptions.of(7).mode(MODE))::status);
    }

    /** Lets memory go that holds the secret, so that whoever gets it next must not find it there. */
    private void leaveMemory() {
        ChannelPair pair = face(Channels.class).create(ChannelOptions.standard());
        pair.first().send(secret(), 0);
        pair.second().send(secret(), 0);
        List.of(pair.first(), pair.second()).forEach(Handle::close);
        PipePair pipe = face(Pipes.class).create(PipeOptions.readWrite());
        pipe.writer().write(secret());
        List.of(pipe.reader(), pipe.writer()).forEach(Handle::close);
        try (PipeBuffer buffer = face(Pipes.class).newBuffer()) {
            buffer.allocate(64).put(secret());
        }
    }

    private <T> T face(Class<T> type) {
        return kernel.face(process, type);
    }

    private static ByteBuffer secret() {
        return ByteBuffer.wrap(SECRET.getBytes(UTF_8));
    }
}
