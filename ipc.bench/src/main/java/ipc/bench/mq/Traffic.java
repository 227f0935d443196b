package ipc.bench.mq;

import ipc.bench.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Moves a number of messages from senders to receivers, and checks that each arrived once. */
public final class Traffic {
    private static final int PRIORITIES = 32;

    private final Line line;
    private final int senders;
    private final int receivers;
    private final int messages;
    private final boolean virtual;

    /** As many senders as receivers; the messages are shared out evenly. */
    public Traffic(Line line, int threads, int messages, boolean virtual) {
        this(line, new Sides(threads, threads), messages, virtual);
    }

    /** The messages are shared out evenly on either side. */
    public Traffic(Line line, Sides sides, int messages, boolean virtual) {
        if (messages % sides.senders() != 0 || messages % sides.receivers() != 0) {
            throw new IllegalArgumentException(messages + " messages cannot be shared by " + sides);
        }
        this.line = line;
        this.senders = sides.senders();
        this.receivers = sides.receivers();
        this.messages = messages;
        this.virtual = virtual;
    }

    /** How many threads there are on either side. */
    public record Sides(int senders, int receivers) {}

    /** Moves them; throws if one was lost or came twice. */
    public void move() {
        LongAdder sum = new LongAdder();
        List<Crew.Duty> duties = new ArrayList<>(senders + receivers);
        for (int i = 0; i < Math.max(senders, receivers); i++) {
            if (i < senders) {
                duties.add(() -> send(messages / senders));
            }
            if (i < receivers) {
                duties.add(() -> sum.add(receive(messages / receivers)));
            }
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
