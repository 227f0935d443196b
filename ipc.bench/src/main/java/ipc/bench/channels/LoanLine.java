package ipc.bench.channels;

import ipc.api.Timeout;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.ChannelPair;
import ipc.bench.mq.Line;
import java.nio.ByteBuffer;

/** One direction of our channel, filled and read in place. */
final class LoanLine implements Line {
    private final ChannelPair pair;
    private final int bytes;

    LoanLine(int depth, int bytes) {
        this.pair = ChannelLine.channel(depth, bytes);
        this.bytes = bytes;
    }

    @Override
    public Sender newSender() {
        ChannelLoan loan = pair.first().newLoan();
        return priority -> {
            ByteBuffer message = loan.claim(bytes, Timeout.forever());
            message.putLong(0, STAMP).position(bytes);
            loan.send(0);
        };
    }

    @Override
    public Receiver newReceiver() {
        return new Reader(pair.second().newLoan());
    }

    @Override
    public void close() {
        pair.first().close();
        pair.second().close();
    }

    private static final class Reader implements Receiver {
        private final ChannelLoan loan;
        private long sum;

        Reader(ChannelLoan loan) {
            this.loan = loan;
        }

        @Override
        public int receive(int most) {
            sum += loan.receive(Timeout.forever()).getLong();
            loan.release();
            return 1;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
