package ipc.api.pipes.spi;

import ipc.api.kernel.Memory;
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
 * @param content its bytes between position and limit, first to last, which nobody changes any more; without those of
 *     gifts
 * @param lengths of the packets in it, first to last, unmodifiable; empty for a pipe of bytes
 * @param gifts in it, first to last, unmodifiable; empty for a pipe of packets
 * @param statistics the figures, to be continued
 */
public record PipeState(
        int capacityBytes,
        boolean packets,
        ByteBuffer content,
        List<Integer> lengths,
        List<Gift> gifts,
        PipeStatistics statistics)
        implements ObjectState {
    /** The least of the capacity that a packet takes, in bytes: a pipe holds one packet for every so many bytes. */
    public static final int PACKET_BYTES_MIN = 64;

    /**
     * A gift in a pipe.
     *
     * @param after so many bytes of the content come before it
     * @param read so many of its own bytes have left already
     * @param region the gift
     */
    public record Gift(int after, int read, Memory.Region region) {
        /** {@return how many of its bytes are still in the pipe} */
        public int bytes() {
            return region.buffer().remaining() - read;
        }
    }

    /**
     * Returns the state of a pipe in which nothing has happened yet.
     *
     * @param capacityBytes most bytes it holds: pages whose number is a power of two
     * @param packets whether it keeps packets apart
     * @return no bytes, and figures that are 0
     */
    public static PipeState empty(int capacityBytes, boolean packets) {
        PipeStatistics nothing = new PipeStatistics(0, 0, 0, 0);
        return new PipeState(capacityBytes, packets, ByteBuffer.allocate(0), List.of(), List.of(), nothing);
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
        return content.remaining() + gifts.stream().mapToLong(Gift::bytes).sum();
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("bytes", bytes());
        sums.put("packets", (long) lengths.size());
        sums.put("gifts", (long) gifts.size());
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
        if (gifts.stream().anyMatch(gift -> gift.after() > content.remaining() || gift.bytes() < 1)) {
            return content.remaining() + " bytes are in the ring, the gifts say " + gifts;
        }
        return bytes() > capacityBytes ? bytes() + " bytes, room for " + capacityBytes : "";
    }
}
