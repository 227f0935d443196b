package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.mq.MessageQueue;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the counts up, each piece once, and knows when all have come. */
final class Collector implements Program {
    private final Queues queues;
    private final Tally counts = new Tally();
    private final Set<Long> counted = new HashSet<>();
    private long chunks = Long.MAX_VALUE;
    private long chunksSplit;
    private long pieces;
    private long added;
    private long repeated;

    Collector(Queues queues) {
        this.queues = queues;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        MessageQueue results = Queues.open(ipc, queues.results());
        MessageQueue control = Queues.open(ipc, queues.control());
        ByteBuffer buffer = ByteBuffer.allocate(Piece.BYTES_MAX);
        while (chunksSplit < chunks || counted.size() < pieces) {
            results.receive(buffer.clear());
            take(buffer.flip(), control);
        }
        control.send(News.FINISHED.message(), Queues.WORK);
        return 0;
    }

    private void take(ByteBuffer message, MessageQueue control) {
        switch (News.of(message)) {
            case CHUNKS -> chunks = message.getLong();
            case PIECES -> {
                message.getLong();
                pieces += message.getLong();
                chunksSplit++;
            }
            case COUNTED -> {
                long piece = message.getLong();
                add(piece, message);
                control.send(News.COUNTED.message(Piece.chunk(piece)), Queues.WORK);
            }
            default -> throw new IllegalStateException("unexpected news among the results");
        }
    }

    private void add(long piece, ByteBuffer message) {
        if (counted.add(piece)) {
            counts.addAll(message);
            added++;
        } else {
            repeated++;
        }
    }

    /** The counts; read after the process has ended. */
    Map<String, Long> counts() {
        return counts.toMap();
    }

    /** Pieces that came a second time and were dropped. */
    long repeated() {
        return repeated;
    }

    /** Pieces whose counts were added more than once. */
    long duplicated() {
        return added - counted.size();
    }

    /** Pieces that were announced and never came. */
    long missing() {
        return pieces - counted.size();
    }
}
