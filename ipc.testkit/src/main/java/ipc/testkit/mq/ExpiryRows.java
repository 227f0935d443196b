package ipc.testkit.mq;

import static ipc.testkit.mq.QueueProbe.publish;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.mq.spi.QueueSlot;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a queue does with messages that nobody took in time. */
interface ExpiryRows extends QueueRows {
    @Test
    @Row("MQ-48")
    default void shouldNeverDeliverAMessageThatHasExpired() {
        QueueProbe queue = queue(5);
        queue.sendExpiring("short-lived", 7, 10);
        queue.send("lasting", 7);

        queue.scheduler().advance(10);

        assertThat(queue.drain()).containsExactly("lasting");
        assertThat(queue.listener().expired()).containsExactly("short-lived@7");
        queue.assertFigures(2, 1, 0, 0, 1);
    }

    @Test
    default void shouldDeliverAMessageUntilItExpires() {
        QueueProbe queue = queue(5);
        queue.sendExpiring("short-lived", 7, 10);

        queue.scheduler().advance(9);

        assertThat(queue.drain()).containsExactly("short-lived");
        assertThat(queue.listener().expired()).isEmpty();
    }

    @Test
    @Row("MQ-48")
    default void shouldCountAMessageThatHadExpiredWhenItWasSent() {
        QueueProbe queue = queue(5);
        queue.sendExpiring("late", 0, -1);

        assertThat(queue.tryReceive()).isNull();

        assertThat(queue.listener().expired()).containsExactly("late@0");
        queue.assertFigures(1, 0, 0, 0, 1);
    }

    @Test
    default void shouldSkipEveryExpiredMessageAheadOfTheFirstLiveOne() {
        QueueProbe queue = queue(9);
        queue.sendExpiring("a", 9, 10);
        queue.sendExpiring("b", 9, 20);
        queue.sendExpiring("c", 5, 10);
        queue.send("live", 5);
        queue.sendExpiring("behind", 5, 10);
        queue.scheduler().advance(20);

        assertThat(queue.receive()).isEqualTo("live");

        assertThat(queue.listener().expired()).containsExactly("a@9", "b@9", "c@5");
        queue.assertFigures(5, 1, 1, 0, 3);
    }

    @Test
    default void shouldNotLeaseAMessageThatHasExpired() {
        QueueProbe queue = queue(5);
        queue.sendExpiring("short-lived", 7, 10);

        queue.scheduler().advance(10);

        assertThat(queue.tryLease()).isNull();
        queue.assertFigures(1, 0, 0, 0, 1);
    }

    @Test
    default void shouldTellOfExpiredMessagesBeforeAReceiverWaits() {
        QueueProbe queue = queue(5);
        queue.sendExpiring("short-lived", 7, 10);
        queue.scheduler().advance(10);

        Call<String> receiver = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);

        assertThat(queue.listener().expired()).containsExactly("short-lived@7");
        queue.send("live", 0);
        assertThat(receiver.result()).isEqualTo("live");
    }

    @Test
    @Row("MQ-49")
    default void shouldWakeABlockedSenderWhenAMessageExpires() {
        QueueProbe queue = queue(2);
        queue.send("lasting", 7);
        queue.sendExpiring("short-lived", 3, 10);
        Call<Boolean> sender = queue.startSend("new", 5, Deadlines.never());
        queue.scheduler().awaitParked(1);

        queue.scheduler().advance(10);

        assertThat(sender.result()).isTrue();
        assertThat(queue.listener().expired()).containsExactly("short-lived@3");
        assertThat(queue.drain()).containsExactly("lasting", "new");
    }

    @Test
    @Row("MQ-49")
    default void shouldWakeABlockedSenderForAMessageThatWasLoanedWhenItBeganToWait() {
        QueueProbe queue = queue(1);
        QueueSlot loan = queue.loan();
        Call<Boolean> sender = queue.startSend("new", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);
        publish(loan, "short-lived", 0, queue.scheduler().nowNanos() + 10);
        queue.scheduler().awaitParked(1);

        queue.scheduler().advance(10);

        assertThat(sender.result()).isTrue();
        assertThat(queue.drain()).containsExactly("new");
    }

    @Test
    @Row("MQ-49")
    default void shouldWakeABlockedSenderForAMessageThatWasLeasedWhenItBeganToWait() {
        QueueProbe queue = queue(1);
        queue.sendExpiring("short-lived", 0, 10);
        QueueSlot lease = queue.lease();
        Call<Boolean> sender = queue.startSend("new", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);
        lease.settle(true);
        queue.scheduler().awaitParked(1);

        queue.scheduler().advance(10);

        assertThat(sender.result()).isTrue();
        assertThat(queue.drain()).containsExactly("new");
    }

    @Test
    @Row("MQ-49")
    default void shouldLetEverySenderInThatExpiryMadeRoomFor() {
        QueueProbe queue = queue(2);
        queue.sendExpiring("a", 0, 10);
        queue.sendExpiring("b", 0, 10);
        Call<Boolean> first = queue.startSend("new", 0, Deadlines.never());
        Call<Boolean> second = queue.startSend("new", 0, Deadlines.never());
        queue.scheduler().awaitParked(2);

        queue.scheduler().advance(10);

        assertThat(first.result()).isTrue();
        assertThat(second.result()).isTrue();
        assertThat(queue.drain()).containsExactly("new", "new");
    }

    @Test
    @Row("MQ-21")
    default void shouldNotWakeABlockedSenderForAMessageThatExpiresLater() {
        QueueProbe queue = queue(2);
        queue.sendExpiring("soon", 0, 10);
        QueueSlot loan = queue.loan();
        Call<Boolean> sender = queue.startSend("new", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);

        publish(loan, "later", 0, queue.scheduler().nowNanos() + 10);

        assertThat(queue.scheduler().woken()).isZero();
        queue.scheduler().advance(10);
        assertThat(sender.result()).isTrue();
        assertThat(queue.drain()).containsExactly("new");
    }

    @Test
    @Row("MQ-21")
    default void shouldNotWakeABlockedSenderForAMessageThatGoesBackAndExpiresLater() {
        QueueProbe queue = queue(2);
        queue.sendExpiring("later", 1, 20);
        queue.sendExpiring("soon", 0, 10);
        QueueSlot lease = queue.lease();
        Call<Boolean> sender = queue.startSend("new", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);

        lease.settle(true);

        assertThat(queue.scheduler().woken()).isZero();
        queue.scheduler().advance(10);
        assertThat(sender.result()).isTrue();
        assertThat(queue.drain()).containsExactly("later", "new");
    }

    @Test
    @Row("MQ-21")
    default void shouldKeepSendersInLineWhileTheySendMessagesThatExpireLaterAndLater() {
        QueueProbe queue = queue(1);
        queue.sendExpiring("0", 0, 10);
        List<Call<Boolean>> senders = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            senders.add(queue.startSendExpiring("" + i, 0, 10 + i));
            queue.scheduler().awaitParked(i);
        }

        for (int i = 0; i < 8; i++) {
            assertThat(queue.receive()).isEqualTo("" + i);
            assertThat(senders.get(i).result()).isTrue();
            queue.scheduler().awaitParked(7 - i);
        }

        assertThat(queue.receive()).isEqualTo("8");
        assertThat(queue.scheduler().woken()).isEqualTo(8);
    }

    @Test
    @Row({"MQ-21", "MQ-49"})
    default void shouldWakeOnlyAsManySendersAsAPurgeLeavesRoomFor() {
        QueueProbe queue = queue(4);
        queue.send("lasting", 0);
        for (int i = 0; i < 3; i++) {
            queue.sendExpiring("short-lived", 0, 10);
        }
        List<Call<Boolean>> senders = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            senders.add(queue.startSend("waited " + i, 0, Deadlines.never()));
            queue.scheduler().awaitParked(i);
        }
        queue.scheduler().advanceAheadOfTimers(10);

        assertThat(queue.trySend("quicker", 0)).isTrue();

        assertThat(senders.get(0).result()).isTrue();
        assertThat(senders.get(1).result()).isTrue();
        queue.scheduler().awaitParked(1);
        assertThat(queue.scheduler().woken()).isEqualTo(2);
        assertThat(queue.drain()).contains("waited 1", "waited 2");
        assertThat(senders.get(2).result()).isTrue();
    }

    @Test
    @Row({"MQ-21", "MQ-49"})
    default void shouldWakeNobodyWhenThePurgingCallTakesTheOnlyRoom() {
        QueueProbe queue = queue(2);
        queue.send("lasting", 9);
        queue.sendExpiring("short-lived", 0, 10);
        Call<Boolean> sender = queue.startSend("waited", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);
        queue.scheduler().advanceAheadOfTimers(10);

        QueueSlot loan = queue.loan();

        assertThat(queue.scheduler().woken()).isZero();
        loan.settle(false);
        assertThat(sender.result()).isTrue();
        assertThat(queue.drain()).containsExactly("lasting", "waited");
    }

    @Test
    default void shouldMakeRoomFromExpiredMessagesWithoutWaiting() {
        QueueProbe queue = queue(2);
        queue.send("lasting", 7);
        queue.sendExpiring("short-lived", 3, 10);
        queue.scheduler().advance(10);

        assertThat(queue.trySend("new", 5)).isTrue();
        assertThat(queue.trySend("too many", 5)).isFalse();

        queue.assertFigures(3, 0, 2, 0, 1);
    }

    @Test
    default void shouldMakeRoomForALoanFromExpiredMessages() {
        QueueProbe queue = queue(1);
        queue.sendExpiring("short-lived", 3, 10);
        queue.scheduler().advance(10);

        publish(queue.loan(), "new", 0);

        assertThat(queue.drain()).containsExactly("new");
    }

    @Test
    default void shouldNotExpireAMessageUnderLease() {
        QueueProbe queue = queue(2);
        queue.sendExpiring("short-lived", 3, 10);
        QueueSlot lease = queue.lease();

        queue.scheduler().advance(10);
        lease.settle(false);

        queue.assertFigures(1, 1, 0, 0, 0);
        assertThat(queue.listener().expired()).isEmpty();
    }

    @Test
    default void shouldExpireAMessageThatGoesBackTooLate() {
        QueueProbe queue = queue(2);
        queue.sendExpiring("short-lived", 3, 10);
        QueueSlot lease = queue.lease();
        queue.scheduler().advance(10);

        lease.settle(true);

        assertThat(queue.tryReceive()).isNull();
        assertThat(queue.listener().expired()).containsExactly("short-lived@3");
        queue.assertFigures(1, 0, 0, 0, 1);
    }

    @Test
    default void shouldNotPassAnExpiryOnToTheNextMessageInTheSlot() {
        QueueProbe queue = queue(1);
        queue.sendExpiring("short-lived", 3, 10);
        queue.receive();
        queue.send("lasting", 3);

        queue.scheduler().advance(10);

        assertThat(queue.drain()).containsExactly("lasting");
    }
}
