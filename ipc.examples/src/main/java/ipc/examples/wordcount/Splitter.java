package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes chunks, sends their words in numbered pieces, and tells the collector how many pieces each chunk has. */
final class Splitter implements Program {
    private final Queues queues;

    Splitter(Queues queues) {
        this.queues = queues;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        MessageQueue chunks = Queues.open(ipc, queues.chunks());
        MessageQueue pieces = Queues.open(ipc, queues.pieces());
        MessageQueue results = Queues.open(ipc, queues.results());
        ByteBuffer buffer = ByteBuffer.allocate(Piece.BYTES_MAX);
        try (MessageLoan loan = pieces.newLoan()) {
            while (true) {
                chunks.receive(buffer.clear());
                long chunk = buffer.flip().getLong();
                if (chunk == Piece.END) {
                    return 0;
                }
                int count = split(chunk, buffer, loan);
                results.send(News.PIECES.message(chunk, count), Queues.NEWS);
            }
        }
    }

    private static int split(long chunk, ByteBuffer bytes, MessageLoan loan) {
        Pieces pieces = new Pieces(chunk, loan);
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        Words.split(text, text.length, pieces::add);
        pieces.flush();
        return pieces.count;
    }

    /** Collects words until a piece is full. */
    private static final class Pieces {
        private final long chunk;
        private final MessageLoan loan;
        private final List<String> words = new ArrayList<>();
        private int bytes;
        private int count;

        private Pieces(long chunk, MessageLoan loan) {
            this.chunk = chunk;
            this.loan = loan;
        }

        private void add(String word) {
            if (bytes + word.length() > Piece.WORDS_BYTES) {
                flush();
            }
            words.add(word);
            bytes += word.length() + Short.BYTES;
        }

        private void flush() {
            if (words.isEmpty()) {
                return;
            }
            ByteBuffer slot = loan.claim(Timeout.forever());
            slot.putLong(Piece.number(chunk, count++));
            Piece.putWords(slot, words);
            loan.send(Queues.WORK);
            words.clear();
            bytes = 0;
        }
    }
}
