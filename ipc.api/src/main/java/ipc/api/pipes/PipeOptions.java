package ipc.api.pipes;

import ipc.api.Right;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which end of a pipe is opened and how, and what a new pipe is like. Immutable: each method returns new options.
 *
 * <p>Values are checked when they are used, so that one place reports every bad value with its bounds.
 */
public final class PipeOptions {
    /** Bytes a pipe holds unless told otherwise, as on Linux. */
    public static final int CAPACITY_BYTES = 65_536;

    /** So many bytes are written in one piece, and no packet is longer (POSIX {@code PIPE_BUF}, as on Linux). */
    public static final int ATOMIC_BYTES = 4096;

    /** Pipes grow and are counted in pages of so many bytes, as on Linux. */
    public static final int PAGE_BYTES = 4096;

    private static final int MODE = 0600;

    private Set<Right> way;
    private int mode = MODE;
    private boolean nonBlocking;
    private boolean packets;
    private int capacityBytes = CAPACITY_BYTES;

    private PipeOptions(Set<Right> way) {
        this.way = way;
    }

    private PipeOptions copy() {
        PipeOptions copy = new PipeOptions(way);
        copy.mode = mode;
        copy.nonBlocking = nonBlocking;
        copy.packets = packets;
        copy.capacityBytes = capacityBytes;
        return copy;
    }

    /** {@return options for the read end of a FIFO (POSIX {@code O_RDONLY})} */
    public static PipeOptions reading() {
        return new PipeOptions(EnumSet.of(Right.READ));
    }

    /** {@return options for the write end of a FIFO (POSIX {@code O_WRONLY})} */
    public static PipeOptions writing() {
        return new PipeOptions(EnumSet.of(Right.WRITE));
    }

    /** {@return options for both ends: of a new pipe, or of a FIFO through one handle (Linux {@code O_RDWR})} */
    public static PipeOptions readWrite() {
        return new PipeOptions(EnumSet.of(Right.READ, Right.WRITE));
    }

    /**
     * Sets the permissions of a new FIFO; without this only its owner may open it.
     *
     * @param modeBits 0 to 0777, from which the process's umask is taken away
     * @return the new options
     */
    public PipeOptions mode(int modeBits) {
        PipeOptions copy = copy();
        copy.mode = modeBits;
        return copy;
    }

    /**
     * Makes calls fail with {@code EAGAIN} instead of waiting (POSIX {@code O_NONBLOCK}).
     *
     * @return the new options
     */
    public PipeOptions nonBlocking() {
        PipeOptions copy = copy();
        copy.nonBlocking = true;
        return copy;
    }

    /**
     * Makes a new pipe keep apart what is written apart (Linux {@code O_DIRECT}): each write of at most
     * {@link #ATOMIC_BYTES} is a packet, longer ones are split; each read takes one packet, and what does not fit its
     * buffer is dropped. A packet takes at least 64 bytes of the capacity.
     *
     * @return the new options
     */
    public PipeOptions packets() {
        PipeOptions copy = copy();
        copy.packets = true;
        return copy;
    }

    /**
     * Sets how many bytes a new pipe holds.
     *
     * @param bytes 1 to the configured ceiling, rounded up to pages whose number is a power of two
     * @return the new options
     */
    public PipeOptions capacityBytes(int bytes) {
        PipeOptions copy = copy();
        copy.capacityBytes = bytes;
        return copy;
    }

    /** {@return what the end is opened for: {@link Right#READ}, {@link Right#WRITE} or both} */
    public Set<Right> way() {
        return EnumSet.copyOf(way);
    }

    /** {@return the permissions for a new FIFO} */
    public int mode() {
        return mode;
    }

    /** {@return whether calls fail instead of waiting} */
    public boolean isNonBlocking() {
        return nonBlocking;
    }

    /** {@return whether a new pipe keeps packets apart} */
    public boolean hasPackets() {
        return packets;
    }

    /** {@return how many bytes a new pipe holds} */
    public int capacityBytes() {
        return capacityBytes;
    }

    /** {@return whether both describe the same opening and the same pipe} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PipeOptions that && figures().equals(that.figures());
    }

    @Override
    public int hashCode() {
        return figures().hashCode();
    }

    private List<Object> figures() {
        return List.of(way, mode, nonBlocking, packets, capacityBytes);
    }
}
