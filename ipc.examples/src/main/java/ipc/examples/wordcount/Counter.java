package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Takes pieces under lease, sends their counts, and only then releases them: a counter that dies in between leaves the
 * piece to another one, and the collector drops what it gets twice.
 */
final class Counter implements Program {
    private final Queues queues;
    private final byte[] text = new byte[Piece.WORDS_BYTES];
    private final Tally counts = new Tally();

    Counter(Queues queues) {
        this.queues = queues;
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        try (MessageLoan piece = Queues.open(ipc, queues.pieces()).newLoan();
                MessageLoan result = Queues.open(ipc, queues.results()).newLoan()) {
            while (count(piece, result)) {
                // until the end is announced
            }
        }
        return 0;
    }

    private boolean count(MessageLoan piece, MessageLoan result) {
        ByteBuffer words = piece.receive(Timeout.forever());
        long number = words.getLong();
        if (number == Piece.END) {
            piece.release();
            return false;
        }
        int length = words.remaining();
        words.get(text, 0, length);
        counts.clear();
        Words.split(text, length, counts::add);
        ByteBuffer slot = result.claim(Timeout.forever());
        News.COUNTED.put(slot, number);
        counts.put(slot);
        result.send(Queues.WORK);
        piece.release();
        return true;
    }
}
