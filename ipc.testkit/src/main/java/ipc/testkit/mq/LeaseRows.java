package ipc.testkit.mq;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.kernel.Texts.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.mq.spi.QueueSlot;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import org.junit.jupiter.api.Test;

/** What a queue owes a receiver that reads a message in place. */
interface LeaseRows extends QueueRows {
    @Test
    default void shouldLeaseTheFirstMessage() {
        QueueProbe queue = queue(3);
        queue.send("later", 1);
        queue.send("first", 4);

        QueueSlot lease = queue.lease();

        assertThat(textOf(lease.bytes())).isEqualTo("first");
        assertThat(lease.bytes().position()).isZero();
        assertThat(lease.priority()).isEqualTo(4);
        assertThat(lease.redeliveries()).isZero();
        assertThat(lease.number()).isPositive();
    }

    @Test
    default void shouldAnswerNotNowWhenThereIsNothingToLease() {
        QueueProbe queue = queue(3);

        assertThat(queue.tryLease()).isNull();
    }

    @Test
    default void shouldNotDeliverALeasedMessageToAnybodyElse() {
        QueueProbe queue = queue(3);
        queue.send("a", 0);

        queue.lease();

        assertThat(queue.tryReceive()).isNull();
        queue.assertFigures(1, 0, 0, 1, 0);
    }

    @Test
    default void shouldCountLeasedMessagesTowardsTheDepth() {
        QueueProbe queue = queue(2);
        queue.send("a", 0);
        queue.send("b", 0);

        queue.lease();

        assertThat(queue.trySend("c", 0)).isFalse();
        assertThat(queue.statistics().depthHighest()).isEqualTo(2);
    }

    @Test
    default void shouldCountALeaseThatIsSettledAsReceived() {
        QueueProbe queue = queue(2);
        queue.send("a", 0);

        queue.lease().settle(false);

        queue.assertFigures(1, 1, 0, 0, 0);
        assertThat(queue.tryReceive()).isNull();
    }

    @Test
    default void shouldWakeASenderWhenALeaseIsSettled() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        QueueSlot lease = queue.lease();
        Call<Boolean> sender = queue.startSend("b", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);

        lease.settle(false);

        assertThat(sender.result()).isTrue();
        assertThat(queue.drain()).containsExactly("b");
    }

    @Test
    default void shouldPutARequeuedMessageAtTheHeadOfItsPriority() {
        QueueProbe queue = queue(5);
        queue.send("taken", 3);
        queue.send("equal", 3);
        QueueSlot lease = queue.lease();
        queue.send("higher", 8);
        queue.send("lower", 1);

        lease.settle(true);

        assertThat(queue.drain()).containsExactly("higher", "taken", "equal", "lower");
        queue.assertFigures(4, 4, 0, 0, 0);
        assertThat(queue.statistics().redelivered()).isEqualTo(1);
    }

    @Test
    default void shouldPutTheLastRequeuedFirst() {
        QueueProbe queue = queue(5);
        queue.send("a", 3);
        queue.send("b", 3);
        queue.send("c", 3);
        QueueSlot first = queue.lease();
        QueueSlot second = queue.lease();

        first.settle(true);
        second.settle(true);

        assertThat(queue.drain()).containsExactly("b", "a", "c");
    }

    @Test
    default void shouldCountHowOftenAMessageWentBack() {
        QueueProbe queue = queue(5);
        queue.send("a", 3);

        queue.lease().settle(true);
        queue.lease().settle(true);

        QueueSlot lease = queue.lease();
        assertThat(lease.redeliveries()).isEqualTo(2);
        assertThat(lease.priority()).isEqualTo(3);
        assertThat(textOf(lease.bytes())).isEqualTo("a");
        assertThat(queue.statistics().redelivered()).isEqualTo(2);
    }

    @Test
    default void shouldNotCountTheRedeliveriesOfAMessageThatUsedTheSlotBefore() {
        QueueProbe queue = queue(1);
        queue.send("a", 3);
        queue.lease().settle(true);
        queue.receive();

        queue.send("b", 3);

        assertThat(queue.lease().redeliveries()).isZero();
    }

    @Test
    default void shouldWakeAReceiverWhenAMessageGoesBack() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        QueueSlot lease = queue.lease();
        Call<String> receiver = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);

        lease.settle(true);

        assertThat(receiver.result()).isEqualTo("a");
    }

    @Test
    default void shouldBlockALesseeWhileQueueIsEmpty() {
        QueueProbe queue = queue(1);
        Call<QueueSlot> lessee = Call.start(queue::lease);
        queue.scheduler().awaitParked(1);

        queue.send("a", 0);

        assertThat(textOf(lessee.result().bytes())).isEqualTo("a");
    }

    @Test
    default void shouldTimeOutALesseeWhenNoMessageComes() {
        QueueProbe queue = queue(1);
        long atNanos = queue.scheduler().nowNanos() + 5;
        Call<QueueSlot> lessee = Call.start(() -> queue.object().lease(Deadlines.at(atNanos)));
        queue.scheduler().awaitParked(1);

        queue.scheduler().advance(5);

        assertThat(errnoOf(lessee.failure())).isEqualTo(Errno.ETIMEDOUT);
    }
}
