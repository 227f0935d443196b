package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.mq.MessageQueue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads the inputs and sends their chunks, numbered from 0; tells the supervisor what it could not read. */
final class Reader implements Program {
    private final Queues queues;
    private final Options options;
    private long sent;

    Reader(Queues queues, Options options) {
        this.queues = queues;
        this.options = options;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        MessageQueue results = Queues.open(ipc, queues.results());
        MessageQueue control = Queues.open(ipc, queues.control());
        byte[] text = new byte[Piece.CHUNK_BYTES];
        try (ChunkSink sink = options.via().sink(ipc, queues, options.workers())) {
            Chunks chunks = new Chunks(text, length -> sink.send(sent++, text, length));
            for (int i = 0; i < options.inputs().size(); i++) {
                try (InputStream in = options.inputs().get(i).open()) {
                    chunks.addAll(in);
                } catch (IOException unreadable) {
                    control.send(News.UNREADABLE.message(i), Queues.NEWS);
                }
            }
            chunks.end();
        }
        results.send(News.CHUNKS.message(sent), Queues.NEWS);
        return 0;
    }
}
