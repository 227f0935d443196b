package ipc.bench.channels;

import ipc.bench.mq.Line;
import ipc.bench.mq.Lines;

/** Names what is compared with a direction of a channel. */
public final class ChannelLines {
    public static final String JCTOOLS = "JCTools SpscArrayQueue";
    public static final String MANY_TO_ONE = "Agrona ManyToOneRingBuffer";
    public static final String LOANS = "ours in place";
    public static final String CLAIMS = "Agrona OneToOneRingBuffer tryClaim";

    private ChannelLines() {}

    /** Makes the line of that name with room for so many messages. */
    static Line open(String name, int depth, int bytes) {
        return switch (name) {
            case Lines.OURS -> new ChannelLine(depth, bytes);
            case MANY_TO_ONE -> new ManyToOneLine(depth, bytes);
            case LOANS -> new LoanLine(depth, bytes);
            case CLAIMS -> new ClaimLine(depth, bytes);
            default -> Lines.open(name, depth, bytes);
        };
    }
}
