package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages from senders to receivers: order, sizes, full and empty queues, who is served first. */
interface TransferRows extends Client {
    @Test
    @Row({"MQ-15", "MQ-50"})
    default void shouldNotQueueWhatIsTooLong() {
        MessageQueue queue = newQueue();
        ByteBuffer tooLong = message("x".repeat(65));

        assertFails(Errno.EMSGSIZE, () -> queue.send(tooLong, 0));

        assertThat(tooLong.position()).isZero();
        assertThat(queue.status().depth()).isZero();
    }

    @Test
    @Row("MQ-16")
    default void shouldCarryAnEmptyMessage() {
        MessageQueue queue = newQueue();

        queue.send(message(""), 0);

        assertThat(take(queue)).isEmpty();
    }

    @Test
    @Row({"MQ-17", "MQ-50"})
    default void shouldRefusePrioritiesOutOfBounds() {
        MessageQueue queue = newQueue();

        assertFails(Errno.EINVAL, () -> queue.send(message("x"), 32));
        assertFails(Errno.EINVAL, () -> queue.send(message("x"), -1));

        assertThat(queue.status().depth()).isZero();
        queue.send(message("x"), 31);
    }

    @Test
    @Row({"MQ-18", "MQ-50"})
    default void shouldNotBlockWhereThatIsNotWanted() {
        MessageQueue queue = queues().open(newName(), small().nonBlocking());
        queue.send(message("1"), 0);
        queue.send(message("2"), 0);

        assertFails(Errno.EAGAIN, () -> queue.send(message("3"), 0));

        assertThat(queue.trySend(message("3"), 0)).isFalse();
        assertThat(queue.status().depth()).isEqualTo(2);
    }

    @Test
    @Row("MQ-24")
    default void shouldNotWaitForAMessageWhereThatIsNotWanted() {
        MessageQueue queue = queues().open(newName(), small().nonBlocking());

        assertFails(Errno.EAGAIN, () -> queue.receive(buffer()));

        assertThat(queue.tryReceive(buffer())).isEqualTo(-1);
    }

    @Test
    @Row("MQ-19")
    default void shouldBlockTheSenderUntilThereIsRoom() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        queue.send(message("1"), 0);
        queue.send(message("2"), 0);
        Child<Boolean> sender = start(ipc -> {
            ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite()).send(message("3"), 0);
            return true;
        });
        awaitBlocked(sender.process());

        assertThat(take(queue)).isEqualTo("1");

        assertThat(sender.result()).isTrue();
        assertThat(List.of(take(queue), take(queue))).containsExactly("2", "3");
    }

    @Test
    @Row("MQ-25")
    default void shouldBlockTheReceiverUntilThereIsAMessage() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<String> receiver = receiver(name);
        awaitBlocked(receiver.process());

        queue.send(message("late"), 0);

        assertThat(receiver.result()).isEqualTo("late");
    }

    private Child<String> receiver(String name) {
        return start(ipc -> {
            ByteBuffer buffer = buffer();
            ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite()).receive(buffer);
            return text(buffer);
        });
    }

    @Test
    @Row("MQ-22")
    default void shouldWantRoomForTheLargestMessage() {
        MessageQueue queue = newQueue();
        queue.send(message("short"), 0);

        assertFails(Errno.EMSGSIZE, () -> queue.receive(ByteBuffer.allocate(63)));

        assertThat(take(queue)).isEqualTo("short");
    }

    @Test
    @Row("MQ-23")
    default void shouldDeliverByPriorityThenByArrival() {
        MessageQueue queue = queues().open(newName(), small().depthMax(5));
        String[] arrivals = {"1a", "0b", "1c", "31d", "0e"};
        for (String arrival : arrivals) {
            queue.send(message(arrival), Integer.parseInt(arrival.substring(0, arrival.length() - 1)));
        }

        List<String> delivered = new ArrayList<>();
        for (int i = 0; i < arrivals.length; i++) {
            delivered.add(take(queue));
        }

        assertThat(delivered).containsExactly("31d", "1a", "1c", "0b", "0e");
    }

    @Test
    @Row({"MQ-27", "MQ-21"})
    default void shouldServeWaitersByPriorityThenByArrival() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<String> first = receiver(name);
        awaitBlocked(first.process());
        Child<String> second = receiver(name);
        awaitBlocked(second.process());
        Child<String> urgent = start(ipc -> {
            ipc.self().priority(31);
            ByteBuffer buffer = buffer();
            ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite()).receive(buffer);
            return text(buffer);
        });
        awaitBlocked(urgent.process());

        List<String> received = new ArrayList<>();
        for (Child<String> next : List.of(urgent, first, second)) {
            queue.send(message("m" + received.size()), 0);
            received.add(next.result());
        }

        assertThat(received).containsExactly("m0", "m1", "m2");
    }

    @Test
    @Row("MQ-21")
    default void shouldGiveRoomToWaitingSendersByPriorityThenByArrival() {
        String name = newName();
        MessageQueue queue = queues().open(name, small().depthMax(1));
        queue.send(message("full"), 0);
        for (int priority : new int[] {5, 5, 9}) {
            Child<Boolean> sender = start(ipc -> {
                ipc.self().priority(priority);
                String text = "from " + ipc.self().pid() + " at " + priority;
                ipc.face(MessageQueues.class)
                        .open(name, QueueOptions.readWrite())
                        .send(message(text), 0);
                return true;
            });
            awaitBlocked(sender.process());
        }

        List<String> received = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ByteBuffer buffer = buffer();
            queue.receive(buffer);
            received.add(text(buffer));
        }

        assertThat(received.subList(1, 4)).element(0).asString().endsWith("at 9");
        assertThat(received.get(2).compareTo(received.get(3)))
                .as(received.toString())
                .isNegative();
    }

    @Test
    @Row("G-01")
    default void shouldKeepTheMessageThatAReadOnlyBufferRefuses() {
        MessageQueue queue = newQueue();
        ByteBuffer readOnly = buffer().asReadOnlyBuffer();
        assertThat(queue.tryReceive(readOnly)).isEqualTo(-1);
        queue.send(message("1"), 5);
        queue.send(message("2"), 5);

        assertThatThrownBy(() -> queue.receive(readOnly)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> queue.tryReceive(readOnly)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> queue.receiveAll(List.of(readOnly, buffer()), Timeout.forever()))
                .isInstanceOf(ReadOnlyBufferException.class);
        assertThat(queue.receiveAll(List.of(buffer(), readOnly), Timeout.forever()))
                .isEqualTo(1);

        assertThat(readOnly.position()).isZero();
        assertThat(take(queue)).isEqualTo("2");
        assertThat(queue.status().statistics().redelivered()).isZero();
    }

    @Test
    @Row("KN-11")
    default void shouldBalanceItsFigures() {
        MessageQueue queue = newQueue();
        queue.send(message("1"), 0);
        queue.send(message("2"), 0);
        take(queue);

        QueueStatistics figures = queue.status().statistics();

        assertThat(figures.sent()).isEqualTo(2);
        assertThat(figures.sent())
                .isEqualTo(figures.received() + figures.queued() + figures.leased() + figures.expired());
    }
}
