package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the inputs and sends their chunks, numbered from 0; tells the supervisor what it could not read. */
final class Reader implements Program {
    private final Queues queues;
    private final List<Input> inputs;

    Reader(Queues queues, List<Input> inputs) {
        this.queues = queues;
        this.inputs = inputs;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        MessageQueue results = Queues.open(ipc, queues.results());
        MessageQueue control = Queues.open(ipc, queues.control());
        long chunks = 0;
        try (MessageLoan loan = Queues.open(ipc, queues.chunks()).newLoan()) {
            for (int i = 0; i < inputs.size(); i++) {
                try {
                    chunks = read(inputs.get(i), loan, chunks);
                } catch (IOException unreadable) {
                    control.send(News.UNREADABLE.message(i), Queues.NEWS);
                }
            }
        }
        results.send(News.CHUNKS.message(chunks), Queues.NEWS);
        return 0;
    }

    private static long read(Input input, MessageLoan loan, long from) throws IOException {
        long number = from;
        try (InputStream in = input.open()) {
            Chunks chunks = new Chunks(in, Piece.BYTES_MAX - Long.BYTES);
            for (byte[] chunk = chunks.next(); chunk.length > 0; chunk = chunks.next()) {
                ByteBuffer slot = loan.claim(Timeout.forever());
                slot.putLong(number++).put(chunk);
                loan.send(Queues.WORK);
            }
        }
        return number;
    }
}
