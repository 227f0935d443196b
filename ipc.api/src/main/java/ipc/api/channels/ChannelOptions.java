package ipc.api.channels;

import java.util.Objects;

/**
 * What a channel is like, and for a listener also who may connect. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used, so that one place reports every bad value with its bounds.
 */
public final class ChannelOptions {
    /** Connections that wait to be accepted unless told otherwise. */
    public static final int BACKLOG = 128;

    private static final int OWNER_ONLY = 0600;
    private static final ChannelOptions STANDARD = new ChannelOptions();

    private DirectionOptions fromFirst = DirectionOptions.standard();
    private DirectionOptions fromSecond = DirectionOptions.standard();
    private int mode = OWNER_ONLY;
    private int backlog = BACKLOG;
    private boolean nonBlocking;

    private ChannelOptions() {}

    private ChannelOptions copy() {
        ChannelOptions copy = new ChannelOptions();
        copy.fromFirst = fromFirst;
        copy.fromSecond = fromSecond;
        copy.mode = mode;
        copy.backlog = backlog;
        copy.nonBlocking = nonBlocking;
        return copy;
    }

    /** {@return the options of a channel unless told otherwise} */
    public static ChannelOptions standard() {
        return STANDARD;
    }

    /**
     * Sets what both directions are like.
     *
     * @param options of each
     * @return the new options
     */
    public ChannelOptions both(DirectionOptions options) {
        return fromFirst(options).fromSecond(options);
    }

    /**
     * Sets what the first end's messages find: with a listener, those of the end that connected.
     *
     * @param options of that direction
     * @return the new options
     */
    public ChannelOptions fromFirst(DirectionOptions options) {
        ChannelOptions copy = copy();
        copy.fromFirst = Objects.requireNonNull(options, "options");
        return copy;
    }

    /**
     * Sets what the second end's messages find: with a listener, those of the end that was accepted.
     *
     * @param options of that direction
     * @return the new options
     */
    public ChannelOptions fromSecond(DirectionOptions options) {
        ChannelOptions copy = copy();
        copy.fromSecond = Objects.requireNonNull(options, "options");
        return copy;
    }

    /**
     * Sets who may connect: read and write permission together.
     *
     * @param modeBits permissions, 0 to 0777, from which the process's umask is taken away
     * @return the new options
     */
    public ChannelOptions mode(int modeBits) {
        ChannelOptions copy = copy();
        copy.mode = modeBits;
        return copy;
    }

    /**
     * Sets how many connections may wait to be accepted.
     *
     * @param connections 1 to {@link DirectionOptions#DEPTH_MAX}
     * @return the new options
     */
    public ChannelOptions backlog(int connections) {
        ChannelOptions copy = copy();
        copy.backlog = connections;
        return copy;
    }

    /**
     * Makes calls fail with {@code EAGAIN} instead of waiting.
     *
     * @return the new options
     */
    public ChannelOptions nonBlocking() {
        ChannelOptions copy = copy();
        copy.nonBlocking = true;
        return copy;
    }

    /** {@return what the first end's messages find} */
    public DirectionOptions fromFirst() {
        return fromFirst;
    }

    /** {@return what the second end's messages find} */
    public DirectionOptions fromSecond() {
        return fromSecond;
    }

    /** {@return who may connect, as mode bits} */
    public int mode() {
        return mode;
    }

    /** {@return how many connections may wait to be accepted} */
    public int backlog() {
        return backlog;
    }

    /** {@return whether calls fail instead of waiting} */
    public boolean isNonBlocking() {
        return nonBlocking;
    }
}
