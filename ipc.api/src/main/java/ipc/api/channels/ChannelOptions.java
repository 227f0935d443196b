package ipc.api.channels;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    private int history;
    private @Nullable Duration idleMax;
    private @Nullable Duration ageMax;
    private @Nullable Duration keepAliveMax;
    private boolean nonBlocking;

    private ChannelOptions() {}

    private ChannelOptions copy() {
        ChannelOptions copy = new ChannelOptions();
        copy.fromFirst = fromFirst;
        copy.fromSecond = fromSecond;
        copy.mode = mode;
        copy.backlog = backlog;
        copy.history = history;
        copy.idleMax = idleMax;
        copy.ageMax = ageMax;
        copy.keepAliveMax = keepAliveMax;
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
     * Sets how many messages to all a listener keeps for those who connect later: the last ones that fit together into
     * {@link DirectionOptions#bytesMax} of what the second end sends. Memory for them is charged when it begins.
     *
     * @param messages 0, unless told otherwise, to {@link DirectionOptions#depthMax} of that direction
     * @return the new options
     */
    public ChannelOptions history(int messages) {
        ChannelOptions copy = copy();
        copy.history = messages;
        return copy;
    }

    /**
     * Sets how long a connection may be idle, so that no message enters or leaves in either direction, before the
     * kernel closes both its ends; that happens at most a quarter later. To stay, an end sends something now and then.
     *
     * @param limit more than zero, on the kernel's clock; without end unless told otherwise
     * @return the new options
     */
    public ChannelOptions idleMax(Duration limit) {
        ChannelOptions copy = copy();
        copy.idleMax = Objects.requireNonNull(limit, "limit");
        return copy;
    }

    /**
     * Sets how old a connection may become, used or not, before the kernel closes both its ends.
     *
     * @param limit more than zero, on the kernel's clock; without end unless told otherwise
     * @return the new options
     */
    public ChannelOptions ageMax(Duration limit) {
        ChannelOptions copy = copy();
        copy.ageMax = Objects.requireNonNull(limit, "limit");
        return copy;
    }

    /**
     * Sets how long either end of a connection may show no life before the kernel takes its process for hung and closes
     * both ends; that happens at most a quarter later. (Of a process that ends, the kernel closes everything at once.)
     *
     * <p>An end shows life when anybody sends or receives through it, tries to with a message of its own, waits in such
     * a call, or asks for its {@link Channel#status}, which is the beat of one who has nothing to say. Waiting for it
     * together with other objects is none. An end that no process has, because it is in a message or waits to be
     * accepted, is not judged.
     *
     * @param limit more than zero, on the kernel's clock; without end unless told otherwise
     * @return the new options
     */
    public ChannelOptions keepAliveMax(Duration limit) {
        ChannelOptions copy = copy();
        copy.keepAliveMax = Objects.requireNonNull(limit, "limit");
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

    /** {@return how many messages to all are kept for those who connect later} */
    public int history() {
        return history;
    }

    /** {@return how long a connection may be idle, or null for ever} */
    public @Nullable Duration idleMax() {
        return idleMax;
    }

    /** {@return how old a connection may become, or null for ever} */
    public @Nullable Duration ageMax() {
        return ageMax;
    }

    /** {@return how long either end may show no life, or null for ever} */
    public @Nullable Duration keepAliveMax() {
        return keepAliveMax;
    }

    /** {@return whether calls fail instead of waiting} */
    public boolean isNonBlocking() {
        return nonBlocking;
    }
}
