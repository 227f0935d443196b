package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes chunks, sends their words in numbered pieces, and tells the collector how many pieces each chunk has. */
final class Splitter implements Program {
    private final Queues queues;
    private final Via via;
    private final int number;

    /** Makes one of several, numbered from 0. */
    Splitter(Queues queues, Via via, int number) {
        this.queues = queues;
        this.via = via;
        this.number = number;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        MessageQueue pieces = Queues.open(ipc, queues.pieces());
        MessageQueue results = Queues.open(ipc, queues.results());
        ByteBuffer buffer = ByteBuffer.allocate(Piece.BYTES_MAX);
        try (ChunkSource chunks = via.source(ipc, queues, number);
                MessageLoan loan = pieces.newLoan()) {
            while (chunks.next(buffer)) {
                long chunk = buffer.getLong();
                int count = split(chunk, buffer, loan);
                results.send(News.PIECES.message(chunk, count), Queues.NEWS);
            }
        }
        return 0;
    }

    private static int split(long chunk, ByteBuffer text, MessageLoan loan) {
        Pieces pieces = new Pieces(chunk, loan);
        byte[] rest = new byte[text.remaining()];
        text.get(rest);
        Words.split(rest, rest.length, pieces::add);
        pieces.flush();
        return pieces.count;
    }

    /** Collects words until a piece is full. */
    private static final class Pieces {
        private final long chunk;
        private final MessageLoan loan;
        private final byte[] words = new byte[Piece.WORDS_BYTES];
        private int filled;
        private int count;

        private Pieces(long chunk, MessageLoan loan) {
            this.chunk = chunk;
            this.loan = loan;
        }

        private void add(byte[] text, int from, int to) {
            if (filled + to - from >= words.length) {
                flush();
            }
            for (int i = from; i < to; i++) {
                words[filled++] = Words.lower(text[i]);
            }
            words[filled++] = ' ';
        }

        private void flush() {
            if (filled > 0) {
                loan.claim(Timeout.forever())
                        .putLong(Piece.number(chunk, count++))
                        .put(words, 0, filled);
                loan.send(Queues.WORK);
                filled = 0;
            }
        }
    }
}
