package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads the inputs and sends their chunks, numbered from 0; tells the supervisor what it could not read. */
final class Reader implements Program {
    private final Queues queues;
    private final List<Input> inputs;
    private long sent;

    Reader(Queues queues, List<Input> inputs) {
        this.queues = queues;
        this.inputs = inputs;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        MessageQueue results = Queues.open(ipc, queues.results());
        MessageQueue control = Queues.open(ipc, queues.control());
        byte[] text = new byte[Piece.CHUNK_BYTES];
        try (MessageLoan loan = Queues.open(ipc, queues.chunks()).newLoan()) {
            Chunks chunks = new Chunks(text, length -> send(loan, text, length));
            for (int i = 0; i < inputs.size(); i++) {
                try (InputStream in = inputs.get(i).open()) {
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

    private void send(MessageLoan loan, byte[] text, int length) {
        loan.claim(Timeout.forever()).putLong(sent++).put(text, 0, length);
        loan.send(Queues.WORK);
    }
}
