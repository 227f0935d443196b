package ipc.testkit.mq;

import static ipc.testkit.mq.QueueProbe.publish;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.mq.spi.QueueSlot;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** When a queue tells that a message came. */
interface ArrivalRows extends QueueRows {
    @Test
    @Row("MQ-39")
    default void shouldTellOfTheFirstMessageInAnEmptyQueue() {
        QueueProbe queue = queue(5);
        queue.listener().watch(true);

        queue.send("a", 0);

        assertThat(queue.listener().arrivals()).isEqualTo(1);
    }

    @Test
    @Row("MQ-39")
    default void shouldTellAgainAfterTheQueueWasEmptied() {
        QueueProbe queue = queue(5);
        queue.listener().watch(true);
        queue.send("a", 0);
        queue.receive();

        queue.send("b", 0);

        assertThat(queue.listener().arrivals()).isEqualTo(2);
    }

    @Test
    @Row("MQ-40")
    default void shouldNotTellWhenAReceiverWaits() {
        QueueProbe queue = queue(5);
        queue.listener().watch(true);
        Call<String> receiver = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);

        queue.send("a", 0);

        assertThat(receiver.result()).isEqualTo("a");
        assertThat(queue.listener().arrivals()).isZero();
    }

    @Test
    @Row("MQ-41")
    default void shouldNotTellWhenTheQueueWasNotEmpty() {
        QueueProbe queue = queue(5);
        queue.send("a", 0);
        queue.listener().watch(true);

        queue.send("b", 9);

        assertThat(queue.listener().arrivals()).isZero();
    }

    @Test
    default void shouldNotTellWhenNobodyWatches() {
        QueueProbe queue = queue(5);

        queue.send("a", 0);

        assertThat(queue.listener().arrivals()).isZero();
    }

    @Test
    @Row("MQ-39")
    default void shouldTellOfAPublishedLoan() {
        QueueProbe queue = queue(5);
        queue.listener().watch(true);
        QueueSlot loan = queue.loan();
        assertThat(queue.listener().arrivals()).isZero();

        publish(loan, "a", 0);

        assertThat(queue.listener().arrivals()).isEqualTo(1);
    }

    @Test
    default void shouldNotTellOfAMessageThatGoesBack() {
        QueueProbe queue = queue(5);
        queue.send("a", 0);
        QueueSlot lease = queue.lease();
        queue.listener().watch(true);

        lease.settle(true);

        assertThat(queue.listener().arrivals()).isZero();
    }

    @Test
    default void shouldTakeAQueueOfExpiredMessagesForEmpty() {
        QueueProbe queue = queue(5);
        queue.sendExpiring("short-lived", 0, 10);
        queue.listener().watch(true);
        queue.scheduler().advance(10);

        queue.send("live", 0);

        assertThat(queue.listener().arrivals()).isEqualTo(1);
        assertThat(queue.listener().expired()).containsExactly("short-lived@0");
    }

    @Test
    @Row("MQ-39")
    default void shouldTakeAQueueOfLeasedMessagesForEmpty() {
        QueueProbe queue = queue(5);
        queue.send("a", 0);
        queue.lease();
        queue.listener().watch(true);

        queue.send("b", 0);

        assertThat(queue.listener().arrivals()).isEqualTo(1);
    }

    @Test
    @Row("MQ-39")
    default void shouldTellWhenASenderThatWaitedGetsIn() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        queue.listener().watch(true);
        Call<Boolean> sender = queue.startSend("b", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);

        queue.receive();

        assertThat(sender.result()).isTrue();
        assertThat(queue.listener().arrivals()).isEqualTo(1);
    }
}
