package ipc.api.channels;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one direction of a channel holds, and what becomes of what it does not. Immutable: each method returns new
 * options.
 *
 * <p>A direction has no room for a message if it holds {@link #depthMax} messages, or if the bytes of the message would
 * make more than {@link #bytesMax}.
 */
public final class DirectionOptions {
    /** Messages a direction holds unless told otherwise. */
    public static final int DEPTH = 256;

    /** Bytes a direction holds unless told otherwise. */
    public static final int BYTES = 65_536;

    /** Bytes of a message unless told otherwise, and the most there can be. */
    public static final int MESSAGE_BYTES = 65_536;

    /** The most messages a direction can hold. */
    public static final int DEPTH_MAX = 65_536;

    /** The most bytes a direction can hold. */
    public static final int BYTES_MAX = 1 << 26;

    /** The most priorities a direction can have. */
    public static final int PRIORITIES_MAX = 64;

    private static final DirectionOptions STANDARD = new DirectionOptions();

    private int depthMax = DEPTH;
    private int bytesMax = BYTES;
    private int messageBytesMax = MESSAGE_BYTES;
    private int elementBytes;
    private int priorities = 1;
    private WhenFull whenFull = WhenFull.BLOCK;

    private DirectionOptions() {}

    private DirectionOptions copy() {
        DirectionOptions copy = new DirectionOptions();
        copy.depthMax = depthMax;
        copy.bytesMax = bytesMax;
        copy.messageBytesMax = messageBytesMax;
        copy.elementBytes = elementBytes;
        copy.priorities = priorities;
        copy.whenFull = whenFull;
        return copy;
    }

    /** {@return the options that every direction has unless told otherwise} */
    public static DirectionOptions standard() {
        return STANDARD;
    }

    /**
     * Sets how many messages the direction holds.
     *
     * @param messages 1 to {@link #DEPTH_MAX}
     * @return the new options
     */
    public DirectionOptions depthMax(int messages) {
        DirectionOptions copy = copy();
        copy.depthMax = messages;
        return copy;
    }

    /**
     * Sets how many bytes the messages in it may have together.
     *
     * @param bytes {@link #messageBytesMax} to {@link #BYTES_MAX}
     * @return the new options
     */
    public DirectionOptions bytesMax(int bytes) {
        DirectionOptions copy = copy();
        copy.bytesMax = bytes;
        return copy;
    }

    /**
     * Sets how long a message may be.
     *
     * @param bytes 1 to {@link #MESSAGE_BYTES}
     * @return the new options
     */
    public DirectionOptions messageBytesMax(int bytes) {
        DirectionOptions copy = copy();
        copy.messageBytesMax = bytes;
        return copy;
    }

    /**
     * Makes all messages elements of the same size, as in a Zircon fifo: one of another size is refused, and so is a
     * batch of none.
     *
     * @param bytes of each element, 1 to {@link #messageBytesMax}; 0 for messages of any size
     * @return the new options
     */
    public DirectionOptions elementBytes(int bytes) {
        DirectionOptions copy = copy();
        copy.elementBytes = bytes;
        return copy;
    }

    /**
     * Sets how many priorities there are; with one, messages leave in the order they came. Beyond Zircon.
     *
     * @param count 1 to {@link #PRIORITIES_MAX}
     * @return the new options
     */
    public DirectionOptions priorities(int count) {
        DirectionOptions copy = copy();
        copy.priorities = count;
        return copy;
    }

    /**
     * Sets what becomes of a message for which there is no room.
     *
     * @param policy what
     * @return the new options
     */
    public DirectionOptions whenFull(WhenFull policy) {
        DirectionOptions copy = copy();
        copy.whenFull = Objects.requireNonNull(policy, "policy");
        return copy;
    }

    /** {@return how many messages the direction holds} */
    public int depthMax() {
        return depthMax;
    }

    /** {@return how many bytes the messages in it may have together} */
    public int bytesMax() {
        return bytesMax;
    }

    /** {@return how long a message may be, in bytes} */
    public int messageBytesMax() {
        return messageBytesMax;
    }

    /** {@return how long every message is, in bytes, or 0 if they differ} */
    public int elementBytes() {
        return elementBytes;
    }

    /** {@return how many priorities there are} */
    public int priorities() {
        return priorities;
    }

    /** {@return what becomes of a message for which there is no room} */
    public WhenFull whenFull() {
        return whenFull;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DirectionOptions that && figures().equals(that.figures());
    }

    @Override
    public int hashCode() {
        return figures().hashCode();
    }

    private List<Object> figures() {
        return List.of(depthMax, bytesMax, messageBytesMax, elementBytes, priorities, whenFull);
    }
}
