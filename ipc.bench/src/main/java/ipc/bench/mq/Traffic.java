package ipc.bench.mq;

import ipc.bench.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Moves a number of messages from senders to receivers, and checks that each arrived once. */
public final class Traffic {
    private static final int PRIORITIES = 32;

    private final Line line;
    private final int threads;
    private final int messages;
    private final boolean virtual;

    /** As many senders as receivers; the messages are shared out evenly. */
    public Traffic(Line line, int threads, int messages, boolean virtual) {
        if (messages % threads != 0) {
            throw new IllegalArgumentException(messages + " messages cannot be shared by " + threads + " threads");
        }
        this.line = line;
        this.threads = threads;
        this.messages = messages;
        this.virtual = virtual;
    }

    /** Moves them; throws if one was lost or came twice. */
    public void move() {
        LongAdder sum = new LongAdder();
        int share = messages / threads;
        List<Crew.Duty> duties = new ArrayList<>(2 * threads);
        for (int i = 0; i < threads; i++) {
            duties.add(() -> send(share));
            duties.add(() -> sum.add(receive(share)));
        }
        Crew.run(Crew.threads(virtual), duties);
        if (sum.sum() != messages * Line.STAMP) {
            throw new IllegalStateException(messages + " messages were sent, received " + sum.sum());
        }
    }

    private void send(int count) throws InterruptedException {
        Line.Sender sender = line.newSender();
        for (int i = 0; i < count; i++) {
            sender.send(i % PRIORITIES);
        }
    }

    private long receive(int count) throws InterruptedException {
        Line.Receiver receiver = line.newReceiver();
        int left = count;
        while (left > 0) {
            left -= receiver.receive(left);
        }
        return receiver.sum();
    }
}
