package ipc.api.channels.spi;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.DirectionStatistics;
import ipc.api.spi.ObjectState;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a channel, for another provider to go on with.
 *
 * @param fromFirst what the first end sends
 * @param fromSecond what the second end sends
 */
public record ChannelState(Direction fromFirst, Direction fromSecond) implements ObjectState {
    /**
     * Returns the state of a channel in which nothing has happened yet.
     *
     * @param options sizes and policy
     * @return both ends open, no messages
     */
    public static ChannelState empty(ChannelOptions options) {
        return new ChannelState(Direction.empty(options.fromFirst()), Direction.empty(options.fromSecond()));
    }

    /**
     * What goes from one end to the other.
     *
     * @param options sizes and policy
     * @param open which of its ends are open
     * @param messages first to last in the order of delivery, unmodifiable; those under lease stand where they would go
     *     back to. Slots that are claimed are not part of it: the kernel keeps what a sender was filling
     * @param calls that wait for replies through this direction, in the order they began, unmodifiable
     * @param statistics the figures, to be continued
     */
    public record Direction(
            DirectionOptions options,
            Open open,
            List<Message> messages,
            List<Call> calls,
            DirectionStatistics statistics) {
        static Direction empty(DirectionOptions options) {
            return new Direction(options, new Open(true, true), List.of(), List.of(), DirectionStatistics.NONE);
        }

        private Stream<Message> all() {
            return Stream.concat(
                    messages.stream(), calls.stream().map(Call::reply).mapMulti((reply, sink) -> {
                        if (reply != null) {
                            sink.accept(reply);
                        }
                    }));
        }

        private long count() {
            return all().count();
        }

        private long bytes() {
            return all().mapToLong(message -> message.bytes().remaining()).sum();
        }

        private String contradiction() {
            long accounted = statistics.received() + count() + statistics.droppedOldest() + statistics.discarded();
            if (statistics.sent() != accounted) {
                return statistics.sent() + " messages were sent, " + accounted + " are accounted for";
            }
            if (statistics.queued() != count() || statistics.queuedBytes() != bytes()) {
                return count() + " messages of " + bytes() + " bytes are queued, the figures say " + statistics.queued()
                        + " of " + statistics.queuedBytes();
            }
            if (messages.size() > options.depthMax()) {
                return messages.size() + " messages, room for " + options.depthMax();
            }
            long lost = all().filter(message -> message.lease() == 0).count();
            return open.receiver() || lost == 0 ? "" : lost + " messages for an end that is closed";
        }
    }

    /**
     * Which ends of a direction are open.
     *
     * @param sender where messages enter
     * @param receiver where they leave
     */
    public record Open(boolean sender, boolean receiver) {}

    /**
     * A message.
     *
     * @param bytes its bytes between position and limit, which nobody changes any more
     * @param priority 0 to {@code priorities - 1}
     * @param cargo what it carries, 0 for nothing
     * @param lease the {@link ChannelSlot#number} of the slot in which a receiver reads it in place, 0 if none does
     */
    public record Message(ByteBuffer bytes, int priority, long cargo, long lease) {
        /** {@return the bytes between position and limit: a read-only buffer of the caller's own at each call} */
        @Override
        public ByteBuffer bytes() {
            return bytes.asReadOnlyBuffer();
        }
    }

    /**
     * A call that waits for its reply.
     *
     * @param transaction by which the reply is known
     * @param room how many bytes the reply may have
     * @param misfit whether a reply came that did not fit and went its own way
     * @param reply the reply that the caller has not taken yet, or null
     */
    public record Call(
            int transaction,
            int room,
            boolean misfit,
            @Nullable Message reply) {}

    private Stream<Message> all() {
        return Stream.concat(fromFirst.all(), fromSecond.all());
    }

    @Override
    public long items() {
        return fromFirst.count() + fromSecond.count();
    }

    @Override
    public long bytes() {
        return fromFirst.bytes() + fromSecond.bytes();
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("messages", items());
        sums.put("bytes", bytes());
        sums.put("cargoes", all().filter(message -> message.cargo() != 0).count());
        sums.put("leases", all().filter(message -> message.lease() != 0).count());
        sums.put("calls", (long) fromFirst.calls().size() + fromSecond.calls().size());
        sum(sums, "first", fromFirst.statistics());
        sum(sums, "second", fromSecond.statistics());
        return sums;
    }

    private static void sum(SequencedMap<String, Long> sums, String end, DirectionStatistics figures) {
        sums.put(end + " sent", figures.sent());
        sums.put(end + " received", figures.received());
        sums.put(end + " dropped", figures.droppedOldest() + figures.droppedNewest());
        sums.put(end + " discarded", figures.discarded());
    }

    /** {@inheritDoc} A message that is missing or there twice makes the contents contradict the figures. */
    @Override
    public String contradiction() {
        String first = fromFirst.contradiction();
        String second = fromSecond.contradiction();
        if (fromFirst.open().sender() != fromSecond.open().receiver()
                || fromFirst.open().receiver() != fromSecond.open().sender()) {
            return "the directions do not agree which ends are open";
        }
        return first.isEmpty() ? second : "first end's: " + first;
    }
}
