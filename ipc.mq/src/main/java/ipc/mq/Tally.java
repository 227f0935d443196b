package ipc.mq;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What senders and receivers know of each other beside the messages in the rings: enough to spare a receiver the look
 * into the inbox while nothing more urgent can be in it, and to know the highest depth without counting together.
 *
 * <p>Each side writes to lines of its own, and reads the other's seldom: receivers the highest priority, which changes
 * seldom; senders how many messages have left, only when the depth may be a new record, and how many are in line, once
 * in {@value #WINDOW} messages.
 */
final class Tally extends TallyOfReceivers {
    private static final int WINDOW = 64;
    private static final VarHandle HIGHEST;
    private static final VarHandle LINED;
    private static final VarHandle LEFT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HIGHEST = lookup.findVarHandle(TallyForReceivers.class, "highest", int.class);
            LINED = lookup.findVarHandle(TallyOfReceivers.class, "lined", long.class);
            LEFT = lookup.findVarHandle(TallyOfReceivers.class, "left", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final int depthMax;

    Tally(int depthMax) {
        this.depthMax = depthMax;
    }

    /** Continues the figures of another queue, whose messages are in line or have left. */
    void continueFrom(long sentBefore, long leftBefore, int depthHighestBefore) {
        sent = sentBefore;
        windowStart = sentBefore;
        lined = sentBefore;
        left = leftBefore;
        depthHighest = depthHighestBefore;
    }

    /** A message is about to go into the inbox; for senders. */
    void sends(int priority) {
        sent++;
        if (priority > highest) {
            HIGHEST.setOpaque(this, priority); // pairs with mayBeAbove(); the message that follows is released
        }
        windowHighest = Math.max(windowHighest, priority);
        if (sent - leftSeen > depthHighest && depthHighest < depthMax) {
            measureDepth();
        }
        if (sent % WINDOW == 0) {
            lowerHighest();
        }
    }

    /** A slot is free only after its message was counted here, so the depth never seems greater than it can be. */
    private void measureDepth() {
        leftSeen = (long) LEFT.getAcquire(this); // pairs with the release in leaves()
        depthHighest = (int) Math.max(depthHighest, sent - leftSeen);
    }

    /** Once all messages before the window are in line, only those in it count. */
    private void lowerHighest() {
        if ((long) LINED.getAcquire(this) >= windowStart) { // pairs with the release in lined()
            HIGHEST.setOpaque(this, windowHighest); // pairs with mayBeAbove()
            windowStart = sent;
            windowHighest = -1;
        }
    }

    /** Returns the most messages in line and under lease at one moment; for senders. */
    int depthHighest() {
        return depthHighest;
    }

    /** Tells whether a message that is not yet in line may have a priority above one; for receivers. */
    boolean mayBeAbove(int priority) {
        return (int) HIGHEST.getOpaque(this) > priority; // pairs with sends(): a message sent before is known
    }

    /** So many messages have been put in line since the queue was made; for receivers. */
    void lined(long count) {
        LINED.setRelease(this, count); // pairs with the acquire in lowerHighest()
    }

    /** A message has left for good, its slot is not free yet; for receivers. */
    void leaves() {
        LEFT.setRelease(this, left + 1); // pairs with the acquire in measureDepth()
    }
}

/** Two cache lines of nothing: processors fetch lines in pairs. */
abstract class TallyPadding {
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}

/** What only senders read and write. */
abstract class TallyOfSenders extends TallyPadding {
    /** How many messages were sent. */
    long sent;

    /** How many of them have left, when a sender last looked. */
    long leftSeen;

    /** The most at one moment. */
    int depthHighest;

    /** How many messages were sent before those of which {@link #windowHighest} speaks. */
    long windowStart;

    /** The highest priority since then. */
    int windowHighest = -1;

    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;
}

/** What senders write for receivers. */
abstract class TallyForReceivers extends TallyOfSenders {
    /** No message that is not yet in line has a higher priority. */
    int highest = -1;

    long r00, r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14, r15;
}

/** What receivers write. */
abstract class TallyOfReceivers extends TallyForReceivers {
    /** How many messages were put in line. */
    long lined;

    /** How many have left for good, received or expired. */
    long left;

    long s00, s01, s02, s03, s04, s05, s06, s07, s08, s09, s10, s11, s12, s13, s14, s15;
}
