package ipc.api.mq;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a queue is opened, and if that creates it, what it is like. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used, so that one place reports every bad value with its bounds. Without
 * {@link #create} the sizes have no meaning; an existing queue keeps its own (POSIX).
 */
public final class QueueOptions {
    /** Which way messages go through an open description. */
    public enum Access {
        /** Receive only (POSIX {@code O_RDONLY}). */
        READ,
        /** Send only (POSIX {@code O_WRONLY}). */
        WRITE,
        /** Both (POSIX {@code O_RDWR}). */
        READ_WRITE
    }

    /** Messages a queue holds unless told otherwise, as on Linux. */
    public static final int DEPTH = 10;

    /** Bytes of a message unless told otherwise, as on Linux. */
    public static final int MESSAGE_BYTES = 8192;

    /** Priorities unless told otherwise: the least that POSIX guarantees. */
    public static final int PRIORITIES = 32;

    /** The most priorities a queue can have, as on Linux. */
    public static final int PRIORITIES_MAX = 32768;

    private static final int NO_MODE = -1;

    private Access access;
    private int mode = NO_MODE;
    private boolean exclusive;
    private boolean nonBlocking;
    private int depthMax = DEPTH;
    private int messageBytesMax = MESSAGE_BYTES;
    private int priorities = PRIORITIES;
    private @Nullable Duration timeToLive;
    private @Nullable String deadLetters;

    private QueueOptions(Access access) {
        this.access = access;
    }

    private QueueOptions copy() {
        QueueOptions copy = new QueueOptions(access);
        copy.mode = mode;
        copy.exclusive = exclusive;
        copy.nonBlocking = nonBlocking;
        copy.depthMax = depthMax;
        copy.messageBytesMax = messageBytesMax;
        copy.priorities = priorities;
        copy.timeToLive = timeToLive;
        copy.deadLetters = deadLetters;
        return copy;
    }

    /**
     * Returns options that open an existing queue.
     *
     * @param access which way
     * @return the options
     */
    public static QueueOptions open(Access access) {
        return new QueueOptions(Objects.requireNonNull(access, "access"));
    }

    /** {@return options that open an existing queue both ways} */
    public static QueueOptions readWrite() {
        return open(Access.READ_WRITE);
    }

    /**
     * Creates the queue if the name is free (POSIX {@code O_CREAT}).
     *
     * @param modeBits permissions, 0 to 0777, from which the process's umask is taken away
     * @return the new options
     */
    public QueueOptions create(int modeBits) {
        QueueOptions copy = copy();
        copy.mode = modeBits;
        return copy;
    }

    /**
     * Fails if the name is taken (POSIX {@code O_EXCL}); has meaning with {@link #create} only.
     *
     * @return the new options
     */
    public QueueOptions exclusive() {
        QueueOptions copy = copy();
        copy.exclusive = true;
        return copy;
    }

    /**
     * Makes calls fail with {@code EAGAIN} instead of waiting (POSIX {@code O_NONBLOCK}).
     *
     * @return the new options
     */
    public QueueOptions nonBlocking() {
        QueueOptions copy = copy();
        copy.nonBlocking = true;
        return copy;
    }

    /**
     * Sets how many messages the queue holds, loaned and leased ones included.
     *
     * @param messages 1 to the configured ceiling
     * @return the new options
     */
    public QueueOptions depthMax(int messages) {
        QueueOptions copy = copy();
        copy.depthMax = messages;
        return copy;
    }

    /**
     * Sets how long a message may be.
     *
     * @param bytes 1 to the configured ceiling
     * @return the new options
     */
    public QueueOptions messageBytesMax(int bytes) {
        QueueOptions copy = copy();
        copy.messageBytesMax = bytes;
        return copy;
    }

    /**
     * Sets how many priorities there are.
     *
     * @param count 1 to {@link #PRIORITIES_MAX}
     * @return the new options
     */
    public QueueOptions priorities(int count) {
        QueueOptions copy = copy();
        copy.priorities = count;
        return copy;
    }

    /**
     * Lets messages expire so long after they were sent, unless a loan says otherwise. Beyond POSIX.
     *
     * @param duration more than zero
     * @return the new options
     */
    public QueueOptions timeToLive(Duration duration) {
        QueueOptions copy = copy();
        copy.timeToLive = Objects.requireNonNull(duration, "duration");
        return copy;
    }

    /**
     * Names the queue that receives expired messages; if it is full, absent or too small for one, that message is
     * dropped and counted. Beyond POSIX.
     *
     * @param name a queue's name; need not exist yet
     * @return the new options
     */
    public QueueOptions deadLetters(String name) {
        QueueOptions copy = copy();
        copy.deadLetters = Objects.requireNonNull(name, "name");
        return copy;
    }

    /** {@return which way messages go} */
    public Access access() {
        return access;
    }

    /** {@return whether the queue is created if the name is free} */
    public boolean creates() {
        return mode != NO_MODE;
    }

    /** {@return the permissions for a new queue; has meaning if {@link #creates}} */
    public int mode() {
        return mode;
    }

    /** {@return whether a taken name is an error} */
    public boolean isExclusive() {
        return exclusive;
    }

    /** {@return whether calls fail instead of waiting} */
    public boolean isNonBlocking() {
        return nonBlocking;
    }

    /** {@return how many messages the queue holds} */
    public int depthMax() {
        return depthMax;
    }

    /** {@return how long a message may be, in bytes} */
    public int messageBytesMax() {
        return messageBytesMax;
    }

    /** {@return how many priorities there are} */
    public int priorities() {
        return priorities;
    }

    /** {@return how long messages live, or null for ever} */
    public @Nullable Duration timeToLive() {
        return timeToLive;
    }

    /** {@return the name of the dead-letter queue, or null for none} */
    public @Nullable String deadLetters() {
        return deadLetters;
    }

    /** {@return whether both describe the same opening and the same queue} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueOptions that && figures().equals(that.figures());
    }

    @Override
    public int hashCode() {
        return figures().hashCode();
    }

    /** All that makes options equal; a null in it is a value like others. */
    private List<@Nullable Object> figures() {
        return Arrays.asList(
                access, mode, exclusive, nonBlocking, depthMax, messageBytesMax, priorities, timeToLive, deadLetters);
    }
}
