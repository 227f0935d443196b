package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.Notification;
import ipc.api.mq.QueueOptions;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Notification of a message's arrival in an empty queue. */
interface NotifyRows extends Client {
    @Test
    @Row({"MQ-37", "MQ-39", "MQ-45"})
    default void shouldNotifyOnceOfAnArrival() {
        String name = newName();
        MessageQueue queue = queues().open(name, small().create(0666));
        List<Notification> heard = new CopyOnWriteArrayList<>();
        queue.onArrival(heard::add, 4711);

        Child<Boolean> sender = start(ipc -> {
            MessageQueue same = ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite());
            return same.trySend(message("1"), 0) && same.trySend(message("2"), 0);
        });

        assertThat(sender.result()).isTrue();
        await(() -> !heard.isEmpty());
        int uid = ipc().self().credentials().uid();
        assertThat(heard)
                .containsExactly(new Notification(name, sender.process().pid(), uid, 4711));
        take(queue);
        take(queue);
        queue.send(message("3"), 0);
        assertThat(heard).as("the registration was used up").hasSize(1);
    }

    @Test
    @Row("MQ-38")
    default void shouldTakeOneRegistrationOnly() {
        MessageQueue queue = newQueue();
        queue.onArrival(arrival -> {}, 0);

        assertFails(Errno.EBUSY, () -> queue.onArrival(arrival -> {}, 0));
    }

    @Test
    @Row("MQ-40")
    default void shouldPreferAWaitingReceiverToANotification() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        List<Notification> heard = new CopyOnWriteArrayList<>();
        queue.onArrival(heard::add, 0);
        Child<Integer> receiver = start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer()));
        awaitBlocked(receiver.process());

        queue.send(message("for the receiver"), 0);
        receiver.result();

        assertThat(heard).isEmpty();
        assertFails(Errno.EBUSY, () -> queue.onArrival(arrival -> {}, 0));
    }

    @Test
    @Row("MQ-41")
    default void shouldNotNotifyOfAnArrivalInANonEmptyQueue() {
        MessageQueue queue = newQueue();
        queue.send(message("1"), 0);
        List<Notification> heard = new CopyOnWriteArrayList<>();
        queue.onArrival(heard::add, 0);

        queue.send(message("2"), 0);

        assertFails(Errno.EBUSY, () -> queue.onArrival(arrival -> {}, 0));
        assertThat(heard).isEmpty();
    }

    @Test
    @Row({"MQ-42", "MQ-43"})
    default void shouldRemoveOnlyTheCallersRegistration() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        queue.onArrival(arrival -> {}, 0);

        start(ipc -> {
                    ipc.face(MessageQueues.class)
                            .open(name, QueueOptions.readWrite())
                            .onArrival(null, 0);
                    return true;
                })
                .result();
        assertFails(Errno.EBUSY, () -> queue.onArrival(arrival -> {}, 0));

        queue.onArrival(null, 0);
        queue.onArrival(arrival -> {}, 0);
    }

    @Test
    @Row("MQ-44")
    default void shouldForgetTheRegistrationOfWhoCloses() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        MessageQueue other = queues().open(name, QueueOptions.readWrite());
        other.onArrival(arrival -> {}, 0);

        other.close();

        queue.onArrival(arrival -> {}, 0);
    }

    @Test
    @Row("MQ-44")
    default void shouldForgetTheRegistrationOfWhoDies() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());

        start(ipc -> {
                    ipc.face(MessageQueues.class)
                            .open(name, QueueOptions.readWrite())
                            .onArrival(arrival -> {}, 0);
                    return true;
                })
                .result();

        queue.onArrival(arrival -> {}, 0);
    }
}
