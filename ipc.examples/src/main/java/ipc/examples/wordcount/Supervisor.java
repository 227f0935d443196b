package ipc.examples.wordcount;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.MechanismAdmin;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts everybody, kills a counter in the middle and starts another, and ends everybody. */
final class Supervisor {
    private final Ipc ipc;
    private final Options options;
    private final Trace trace;
    private final Queues queues;
    private final Progress progress;
    private final Collector collector;
    private final Swapper swapper;
    private final List<IpcProcess> splitters = new ArrayList<>();
    private final List<IpcProcess> counters = new ArrayList<>();
    private final List<QueueStatus> statuses = new ArrayList<>();
    private final List<Input> unreadable = new ArrayList<>();
    private final long expected;
    private boolean killed;
    private long nanos;

    Supervisor(Ipc ipc, Options options, Trace trace, MechanismAdmin mechanisms) {
        this.ipc = ipc;
        this.options = options;
        this.trace = trace;
        this.queues = new Queues("/demo" + ipc.self().pid());
        this.expected = options.bytes() / Piece.CHUNK_BYTES;
        this.progress = new Progress(ipc.out(), options.json(), expected);
        this.collector = new Collector(queues);
        this.swapper = new Swapper(mechanisms, progress::note);
    }

    void run() {
        long begin = ipc.nowNanos();
        List<MessageQueue> open = new ArrayList<>();
        try {
            queues.all().forEach(name -> open.add(Queues.create(ipc, name)));
            superviseAll(open);
            if (options.via() == Via.QUEUE) { // pipes and channels end by themselves
                tellEnd(splitters.size(), open.getFirst());
            }
            await(splitters);
            tellEnd(counters.size(), open.get(1));
            await(counters);
            open.forEach(queue -> statuses.add(queue.status()));
        } finally {
            open.forEach(this::remove);
        }
        nanos = ipc.nowNanos() - begin;
        progress.done();
    }

    private void superviseAll(List<MessageQueue> open) {
        options.via().create(ipc, queues, options.workers());
        try {
            start();
            superviseWhileSwapping(open.getLast());
        } finally {
            options.via().remove(ipc, queues, options.workers());
        }
    }

    private void start() {
        spawn("collector", collector);
        for (int i = 0; i < options.workers(); i++) {
            counters.add(spawn("counter", new Counter(queues)));
            splitters.add(spawn("splitter", new Splitter(queues, options.via(), i)));
        }
        spawn("reader", new Reader(queues, options));
    }

    private IpcProcess spawn(String name, Program program) {
        return ipc.spawn(SpawnOptions.program(name, program));
    }

    private void superviseWhileSwapping(MessageQueue control) {
        if (!options.swaps()) {
            supervise(control);
            return;
        }
        IpcProcess swapping = spawn("swapper", swapper);
        try {
            supervise(control);
        } finally {
            end(swapping);
        }
    }

    /** It may have ended by itself. */
    private void end(IpcProcess process) {
        try {
            process.kill();
        } catch (IpcException ended) {
            if (ended.errno() != Errno.ESRCH) {
                throw ended;
            }
        }
        ipc.waitFor(process.pid(), Timeout.forever());
    }

    private void supervise(MessageQueue control) {
        ByteBuffer buffer = ByteBuffer.allocate(Piece.BYTES_MAX);
        while (true) {
            control.receive(buffer.clear());
            buffer.flip();
            switch (News.of(buffer)) {
                case COUNTED -> counted(buffer.getLong());
                case UNREADABLE -> {
                    Input input = options.inputs().get((int) buffer.getLong());
                    unreadable.add(input);
                    progress.note("cannot read " + input.name());
                }
                case FINISHED -> {
                    return;
                }
                default -> throw new IllegalStateException("unexpected news for the supervisor");
            }
        }
    }

    private void counted(long chunk) {
        progress.counted(chunk);
        trace.flush();
        if (!killed && chunk >= expected / 2) {
            killed = true;
            replaceCounter();
        }
    }

    private void replaceCounter() {
        IpcProcess victim = counters.removeFirst();
        victim.kill();
        ipc.waitFor(victim.pid(), Timeout.forever());
        IpcProcess successor = spawn("counter", new Counter(queues));
        counters.add(successor);
        progress.note("killed counter " + victim.pid() + ", started counter " + successor.pid());
    }

    private static void tellEnd(int processes, MessageQueue queue) {
        ByteBuffer end = ByteBuffer.allocate(Long.BYTES).putLong(Piece.END);
        for (int i = 0; i < processes; i++) {
            queue.send(end.flip(), Queues.WORK);
        }
    }

    private void await(List<IpcProcess> processes) {
        processes.forEach(process -> ipc.waitFor(process.pid(), Timeout.forever()));
    }

    private void remove(MessageQueue queue) {
        String name = queue.status().name();
        queue.close();
        ipc.face(MessageQueues.class).unlink(name);
    }

    List<Input> unreadable() {
        return unreadable;
    }

    /** Counts again, in a plain loop, and compares. */
    Report report() {
        long begin = ipc.nowNanos();
        Map<String, Long> plain = new HashMap<>();
        long bytes = 0;
        for (Input input : options.inputs()) {
            if (!unreadable.contains(input)) {
                bytes += countPlainly(input, plain);
            }
        }
        return new Report(
                bytes,
                statuses,
                collector.missing(),
                collector.duplicated(),
                collector.repeated(),
                collector.counts(),
                plain,
                nanos,
                ipc.nowNanos() - begin,
                swapper.pauses());
    }

    private static long countPlainly(Input input, Map<String, Long> counts) {
        try (InputStream in = input.open()) {
            byte[] all = in.readAllBytes();
            Words.split(all, all.length, (text, from, to) -> counts.merge(Words.text(text, from, to), 1L, Long::sum));
            return all.length;
        } catch (IOException gone) {
            throw new UncheckedIOException(input.name(), gone);
        }
    }
}
