package ipc.api.mq.spi;

import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.api.spi.ObjectState;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Everything in a queue, for another provider to go on with.
 *
 * @param options sizes and policy
 * @param messages first to last in the order of delivery, unmodifiable
 * @param leased messages out under lease, by ascending number of their slots, unmodifiable
 * @param statistics the figures, to be continued
 */
public record QueueState(QueueOptions options, List<Message> messages, List<Message> leased, QueueStatistics statistics)
        implements ObjectState {
    /** Copies the lists. */
    public QueueState {
        messages = List.copyOf(messages);
        leased = List.copyOf(leased);
    }

    /**
     * Returns the state of a queue in which nothing has happened yet.
     *
     * @param options sizes and policy
     * @return no messages, and figures that are 0
     */
    public static QueueState empty(QueueOptions options) {
        return new QueueState(options, List.of(), List.of(), new QueueStatistics(0, 0, 0, 0, 0, 0, 0));
    }

    /**
     * A message.
     *
     * @param bytes its bytes between position and limit, which nobody changes any more
     * @param priority 0 to {@code priorities - 1}
     * @param expiryNanos when it expires on the kernel's clock; {@link Long#MAX_VALUE} for never
     * @param redeliveries how often it has gone back
     * @param lease 0 if it is queued, else the {@link QueueSlot#number} of its slot
     */
    public record Message(ByteBuffer bytes, int priority, long expiryNanos, int redeliveries, int lease) {
        /** {@return the bytes between position and limit: a read-only buffer of the caller's own at each call} */
        @Override
        public ByteBuffer bytes() {
            return bytes.asReadOnlyBuffer();
        }

        /**
         * Returns this message as it is while a receiver has it.
         *
         * @param number of the slot
         * @return the message under lease
         */
        public Message leased(int number) {
            return new Message(bytes, priority, expiryNanos, redeliveries, number);
        }

        /** {@return this message after it has gone back: queued, delivered once more} */
        public Message requeued() {
            return new Message(bytes, priority, expiryNanos, redeliveries + 1, 0);
        }
    }

    private Stream<Message> all() {
        return Stream.concat(messages.stream(), leased.stream());
    }

    @Override
    public long items() {
        return (long) messages.size() + leased.size();
    }

    @Override
    public long bytes() {
        return all().mapToLong(message -> message.bytes().remaining()).sum();
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("messages", (long) messages.size());
        sums.put("leased", (long) leased.size());
        sums.put("bytes", bytes());
        sums.put("redeliveries", all().mapToLong(Message::redeliveries).sum());
        sums.put("sent", statistics.sent());
        sums.put("received", statistics.received());
        sums.put("expired", statistics.expired());
        sums.put("redelivered", statistics.redelivered());
        sums.put("depthHighest", (long) statistics.depthHighest());
        return sums;
    }

    /** {@inheritDoc} A message that is missing or there twice makes the contents contradict the figures. */
    @Override
    public String contradiction() {
        if (messages.size() != statistics.queued()) {
            return messages.size() + " messages are queued, the figures say " + statistics.queued();
        }
        if (leased.size() != statistics.leased()) {
            return leased.size() + " messages are leased, the figures say " + statistics.leased();
        }
        long accounted = statistics.received() + items() + statistics.expired();
        if (statistics.sent() != accounted) {
            return statistics.sent() + " messages were sent, " + accounted + " are accounted for";
        }
        return items() > options.depthMax() ? items() + " messages, room for " + options.depthMax() : "";
    }
}
