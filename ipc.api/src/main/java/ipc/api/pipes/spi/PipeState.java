package ipc.api.pipes.spi;

import ipc.api.pipes.PipeStatistics;
import ipc.api.spi.ObjectState;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Everything in a pipe, for another provider to go on with.
 *
 * @param capacityBytes most bytes it holds: pages whose number is a power of two
 * @param packets whether it keeps packets apart
 * @param content its bytes between position and limit, first to last, which nobody changes any more
 * @param lengths of the packets in it, first to last, unmodifiable; empty for a pipe of bytes
 * @param statistics the figures, to be continued
 */
public record PipeState(
        int capacityBytes, boolean packets, ByteBuffer content, List<Integer> lengths, PipeStatistics statistics)
        implements ObjectState {
    /** The least of the capacity that a packet takes, in bytes: a pipe holds one packet for every so many bytes. */
    public static final int PACKET_BYTES_MIN = 64;

    /**
     * Returns the state of a pipe in which nothing has happened yet.
     *
     * @param capacityBytes most bytes it holds: pages whose number is a power of two
     * @param packets whether it keeps packets apart
     * @return no bytes, and figures that are 0
     */
    public static PipeState empty(int capacityBytes, boolean packets) {
        PipeStatistics nothing = new PipeStatistics(0, 0, 0, 0);
        return new PipeState(capacityBytes, packets, ByteBuffer.allocate(0), List.of(), nothing);
    }

    /** {@return the bytes between position and limit: a read-only buffer of the caller's own at each call} */
    @Override
    public ByteBuffer content() {
        return content.asReadOnlyBuffer();
    }

    @Override
    public long items() {
        return packets ? lengths.size() : bytes();
    }

    @Override
    public long bytes() {
        return content.remaining();
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("bytes", bytes());
        sums.put("packets", (long) lengths.size());
        sums.put("written", statistics.written());
        sums.put("read", statistics.read());
        sums.put("dropped", statistics.dropped());
        return sums;
    }

    /** {@inheritDoc} A byte that is missing or there twice makes the content contradict the figures. */
    @Override
    public String contradiction() {
        if (bytes() != statistics.buffered()) {
            return bytes() + " bytes are there, the figures say " + statistics.buffered();
        }
        long accounted = statistics.read() + statistics.dropped() + bytes();
        if (statistics.written() != accounted) {
            return statistics.written() + " bytes were written, " + accounted + " are accounted for";
        }
        long packed = lengths.stream().mapToLong(Integer::longValue).sum();
        if (packed != (packets ? bytes() : 0)) {
            return bytes() + " bytes are there, the packets say " + packed;
        }
        return bytes() > capacityBytes ? bytes() + " bytes, room for " + capacityBytes : "";
    }
}
