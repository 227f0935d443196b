package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Timeout;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several messages in one call. */
interface BatchRows extends Client {
    @Test
    default void shouldSendAndReceiveInBatches() {
        MessageQueue queue = queues().open(newName(), small().depthMax(3));
        List<ByteBuffer> messages = List.of(message("a"), message("b"), message("c"), message("d"));
        List<ByteBuffer> buffers = List.of(buffer(), buffer(), buffer(), buffer());

        assertThat(queue.sendAll(messages, 0, Timeout.forever())).isEqualTo(3);
        assertThat(messages.get(2).hasRemaining()).isFalse();
        assertThat(messages.get(3).hasRemaining()).isTrue();
        assertThat(queue.receiveAll(buffers, Timeout.forever())).isEqualTo(3);
        assertThat(buffers.subList(0, 3)).extracting(Client::text).containsExactly("a", "b", "c");
        assertThat(queue.sendAll(List.of(), 0, Timeout.forever())).isZero();
    }

    @Test
    @Row({"MQ-19", "MQ-25"})
    default void shouldWaitForTheFirstMessageOfABatchOnly() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<Integer> receiver =
                start(ipc -> open(ipc, name).receiveAll(List.of(buffer(), buffer()), Timeout.forever()));
        awaitBlocked(receiver.process());
        queue.send(message("1"), 0);
        assertThat(receiver.result()).isEqualTo(1);
        assertThat(queue.sendAll(List.of(message("2"), message("3")), 0, Timeout.forever()))
                .isEqualTo(2);
        Child<Integer> sender =
                start(ipc -> open(ipc, name).sendAll(List.of(message("4"), message("5")), 0, Timeout.forever()));
        awaitBlocked(sender.process());

        assertThat(take(queue)).isEqualTo("2");

        assertThat(sender.result()).isEqualTo(1);
        assertThat(take(queue)).isEqualTo("3");
        assertThat(take(queue)).isEqualTo("4");
    }

    private static MessageQueue open(Ipc ipc, String name) {
        return ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite());
    }

    @Test
    @Row({"MQ-18", "MQ-20", "MQ-24", "MQ-26"})
    default void shouldSayWhyNothingOfABatchWasMoved() {
        MessageQueue queue = newQueue();
        Timeout passed = Timeout.after(Duration.ZERO);
        assertFails(Errno.ETIMEDOUT, () -> queue.receiveAll(List.of(buffer()), passed));
        queue.sendAll(List.of(message("1"), message("2")), 0, passed);
        assertFails(Errno.ETIMEDOUT, () -> queue.sendAll(List.of(message("3")), 0, passed));

        queue.nonBlocking(true);

        assertFails(Errno.EAGAIN, () -> queue.sendAll(List.of(message("3")), 0, Timeout.forever()));
        assertThat(queue.receiveAll(List.of(buffer(), buffer(), buffer()), Timeout.forever()))
                .isEqualTo(2);
        assertFails(Errno.EAGAIN, () -> queue.receiveAll(List.of(buffer()), Timeout.forever()));
    }

    @Test
    @Row({"MQ-15", "MQ-50"})
    default void shouldSendNothingOfABatchWithABadMessage() {
        MessageQueue queue = newQueue();
        List<ByteBuffer> messages = List.of(message("a"), message("x".repeat(65)));

        assertFails(Errno.EMSGSIZE, () -> queue.sendAll(messages, 0, Timeout.forever()));

        assertThat(queue.status().depth()).isZero();
    }

    @Test
    default void shouldMoveTheBuffersThatWereInTheListWhenTheCallBegan() {
        MessageQueue queue = newQueue();
        List<ByteBuffer> buffers = List.of(buffer(), buffer());

        assertThat(queue.sendAll(new SpentList(List.of(message("1"), message("2"))), 0, Timeout.forever()))
                .isEqualTo(2);
        assertThat(queue.receiveAll(new SpentList(buffers), Timeout.forever())).isEqualTo(2);

        assertThat(buffers).extracting(Client::text).containsExactly("1", "2");
    }
}
