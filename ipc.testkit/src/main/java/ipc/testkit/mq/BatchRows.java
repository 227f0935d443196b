package ipc.testkit.mq;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.kernel.Texts.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.mq.spi.QueueSlot;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a queue owes whoever sends or receives several messages in one call. */
interface BatchRows extends QueueRows {
    @Test
    @Row("MQ-23")
    default void shouldMoveAllMessagesInOrder() {
        QueueProbe queue = queue(5);
        queue.send("lower", 2);
        List<ByteBuffer> messages = Texts.allBytesOf("a", "b", "");

        int sent = queue.object().sendAll(messages, 3, Long.MAX_VALUE, Deadlines.never());

        assertThat(sent).isEqualTo(3);
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.hasRemaining()).isFalse());
        queue.assertFigures(4, 0, 4, 0, 0);
        assertThat(queue.receiveAll(5)).containsExactly("a", "b", "", "lower");
        queue.assertFigures(4, 4, 0, 0, 0);
    }

    @Test
    @Row({"MQ-18", "MQ-50"})
    default void shouldSendAsManyMessagesAsThereIsRoomFor() {
        QueueProbe queue = queue(3);
        queue.send("a", 0);
        List<ByteBuffer> messages = Texts.allBytesOf("b", "c", "d", "e");

        int sent = queue.object().sendAll(messages, 0, Long.MAX_VALUE, Deadlines.never());
        int none = queue.object().sendAll(messages.subList(2, 4), 0, Long.MAX_VALUE, Deadlines.immediate());

        assertThat(sent).isEqualTo(2);
        assertThat(none).isZero();
        assertThat(messages).extracting(ByteBuffer::position).containsExactly(1, 1, 0, 0);
        assertThat(queue.drain()).containsExactly("a", "b", "c");
    }

    @Test
    @Row({"MQ-24", "MQ-25"})
    default void shouldReceiveAsManyMessagesAsThereAre() {
        QueueProbe queue = queue(3);
        queue.send("a", 0);
        queue.send("b", 7);
        List<ByteBuffer> buffers = QueueProbe.buffers(3);

        int received = queue.object().receiveAll(buffers, Deadlines.never());
        int none = queue.object().receiveAll(buffers.subList(2, 3), Deadlines.immediate());

        assertThat(received).isEqualTo(2);
        assertThat(none).isZero();
        assertThat(buffers).extracting(ByteBuffer::position).containsExactly(1, 1, 0);
    }

    @Test
    default void shouldNotWaitForAnEmptyList() {
        QueueProbe queue = queue(1);

        assertThat(queue.object().receiveAll(List.of(), Deadlines.never())).isZero();
        queue.send("a", 0);
        assertThat(queue.object().sendAll(List.of(), 0, Long.MAX_VALUE, Deadlines.never()))
                .isZero();
    }

    @Test
    @Row("MQ-19")
    default void shouldWaitForRoomForTheFirstMessageOnly() {
        QueueProbe queue = queue(2);
        queue.send("a", 0);
        queue.send("b", 0);
        Call<Integer> sender = queue.startSendAll("c", "d");
        queue.scheduler().awaitParked(1);

        assertThat(queue.receive()).isEqualTo("a");

        assertThat(sender.result()).isEqualTo(1);
        assertThat(queue.drain()).containsExactly("b", "c");
    }

    @Test
    @Row("MQ-25")
    default void shouldWaitForTheFirstMessageOnly() {
        QueueProbe queue = queue(2);
        Call<List<String>> receiver = Call.start(() -> queue.receiveAll(2));
        queue.scheduler().awaitParked(1);

        queue.send("a", 0);

        assertThat(receiver.result()).containsExactly("a");
    }

    @Test
    @Row({"MQ-20", "MQ-26"})
    default void shouldTimeOutWhenNotEvenTheFirstMessageCanMove() {
        QueueProbe queue = queue(1);
        long deadline = queue.scheduler().nowNanos() + 500;
        Call<Integer> receiver =
                Call.start(() -> queue.object().receiveAll(QueueProbe.buffers(2), Deadlines.at(deadline)));
        queue.scheduler().awaitParked(1);
        queue.scheduler().advance(500);
        assertThat(errnoOf(receiver.failure())).isEqualTo(Errno.ETIMEDOUT);
        queue.send("a", 0);

        Call<Integer> sender = Call.start(
                () -> queue.object().sendAll(Texts.allBytesOf("b", "c"), 0, Long.MAX_VALUE, Deadlines.at(deadline)));

        assertThat(errnoOf(sender.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(queue.drain()).containsExactly("a");
    }

    @Test
    @Row("MQ-27")
    default void shouldWakeAReceiverForEachMessageOfABatch() {
        QueueProbe queue = queue(5);
        List<Call<String>> receivers = Stream.of(1, 2, 3)
                .map(count -> {
                    Call<String> receiver = queue.startReceive(Deadlines.never());
                    queue.scheduler().awaitParked(count);
                    return receiver;
                })
                .toList();

        queue.object().sendAll(Texts.allBytesOf("x", "x"), 0, Long.MAX_VALUE, Deadlines.never());

        assertThat(receivers.get(0).result()).isEqualTo("x");
        assertThat(receivers.get(1).result()).isEqualTo("x");
        assertThat(queue.scheduler().woken()).isEqualTo(2);
        assertThat(receivers.get(2).isDone()).isFalse();
    }

    @Test
    @Row("MQ-21")
    default void shouldWakeASenderForEachSlotThatABatchFrees() {
        QueueProbe queue = queue(2);
        queue.send("a", 0);
        queue.send("b", 0);
        List<Call<Boolean>> senders = Stream.of(1, 2, 3)
                .map(count -> {
                    Call<Boolean> sender = queue.startSend("x", 0, Deadlines.never());
                    queue.scheduler().awaitParked(count);
                    return sender;
                })
                .toList();

        assertThat(queue.receiveAll(2)).containsExactly("a", "b");

        assertThat(senders.get(0).result()).isTrue();
        assertThat(senders.get(1).result()).isTrue();
        assertThat(queue.scheduler().woken()).isEqualTo(2);
        assertThat(senders.get(2).isDone()).isFalse();
    }

    @Test
    @Row("MQ-39")
    default void shouldTellOfABatchOnce() {
        QueueProbe queue = queue(5);
        queue.listener().watch(true);

        queue.object().sendAll(Texts.allBytesOf("a", "b"), 0, Long.MAX_VALUE, Deadlines.never());

        assertThat(queue.listener().arrivals()).isEqualTo(1);
        assertThat(queue.drain()).containsExactly("a", "b");
    }

    @Test
    @Row("MQ-48")
    default void shouldReceiveNoExpiredMessageAmongOthers() {
        QueueProbe queue = queue(5);
        queue.send("a", 9);
        queue.sendExpiring("short-lived", 5, 10);
        queue.send("b", 1);
        queue.scheduler().advance(10);

        assertThat(queue.receiveAll(3)).containsExactly("a", "b");

        assertThat(queue.listener().expired()).containsExactly("short-lived@5");
    }

    @Test
    default void shouldMakeRoomForABatchFromExpiredMessages() {
        QueueProbe queue = queue(3);
        queue.sendExpiring("short-lived", 9, 10);
        queue.sendExpiring("short-lived", 9, 10);
        queue.scheduler().advance(10);

        int sent = queue.object().sendAll(Texts.allBytesOf("a", "b", "c", "d"), 0, Long.MAX_VALUE, Deadlines.never());

        assertThat(sent).isEqualTo(3);
        assertThat(queue.drain()).containsExactly("a", "b", "c");
    }

    @Test
    @Row("MQ-49")
    default void shouldWakeABlockedSenderWhenAMessageOfABatchExpires() {
        QueueProbe queue = queue(1);
        QueueSlot loan = queue.loan();
        long start = queue.scheduler().nowNanos();
        Call<Boolean> leaving = queue.startSend("never in", 0, Deadlines.at(start + 5));
        queue.scheduler().awaitParked(1);
        Call<Boolean> staying = queue.startSend("new", 0, Deadlines.never());
        queue.scheduler().awaitParked(2);
        List<ByteBuffer> expiring = Texts.allBytesOf("short-lived");
        queue.scheduler().atNextTicket(() -> queue.object().sendAll(expiring, 0, start + 10, Deadlines.immediate()));

        loan.settle(false); // wakes the one that leaves; before it looks, the batch is in
        queue.scheduler().awaitParked(2);
        queue.scheduler().advance(5);
        assertThat(errnoOf(leaving.failure())).isEqualTo(Errno.ETIMEDOUT);
        queue.scheduler().advance(5);

        assertThat(staying.result()).isTrue();
        assertThat(queue.drain()).containsExactly("new");
    }

    @Test
    @Row({"MQ-22", "G-01"})
    default void shouldKeepTheMessageThatABufferOfABatchRefuses() {
        QueueProbe queue = queue(3);
        queue.send("a", 0);
        queue.send("b", 0);
        queue.send("c", 0);
        List<ByteBuffer> buffers = List.of(
                ByteBuffer.allocate(QueueProbe.BYTES_MAX),
                ByteBuffer.allocate(QueueProbe.BYTES_MAX).asReadOnlyBuffer(),
                ByteBuffer.allocate(QueueProbe.BYTES_MAX));

        int received = queue.object().receiveAll(buffers, Deadlines.never());
        assertThatThrownBy(() -> queue.object().receiveAll(buffers.subList(1, 3), Deadlines.never()))
                .isInstanceOf(RuntimeException.class);

        assertThat(received).isEqualTo(1);
        assertThat(buffers).extracting(ByteBuffer::position).containsExactly(1, 0, 0);
        queue.assertFigures(3, 1, 2, 0, 0);
        assertThat(queue.drain()).containsExactly("b", "c");
    }

    @Test
    @Row({"MQ-15", "MQ-50"})
    default void shouldEndABatchAtAMessageThatIsLongerThanTheKernelSaidItWas() {
        QueueProbe queue = queue(5);
        List<ByteBuffer> messages = List.of(bytesOf("a"), bytesOf("x".repeat(QueueProbe.BYTES_MAX + 1)), bytesOf("c"));

        int sent = queue.object().sendAll(messages, 0, Long.MAX_VALUE, Deadlines.immediate());
        assertThatThrownBy(
                        () -> queue.object().sendAll(messages.subList(1, 3), 0, Long.MAX_VALUE, Deadlines.immediate()))
                .isInstanceOf(RuntimeException.class);

        assertThat(sent).isEqualTo(1);
        assertThat(messages).extracting(ByteBuffer::position).containsExactly(1, 0, 0);
        queue.assertFigures(1, 0, 1, 0, 0);
        assertThat(queue.drain()).containsExactly("a");
    }
}
