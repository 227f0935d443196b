package ipc.testkit.mq;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.mq.QueueProbe.publish;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.mq.spi.QueueSlot;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import org.junit.jupiter.api.Test;

/** What a queue owes a sender that fills its slot in place. */
interface LoanRows extends QueueRows {
    @Test
    default void shouldLoanASlotWithRoomForTheLargestMessage() {
        QueueProbe queue = queue(2);

        QueueSlot loan = queue.loan();

        assertThat(loan.bytes().position()).isZero();
        assertThat(loan.bytes().limit()).isEqualTo(QueueProbe.BYTES_MAX);
        assertThat(loan.bytes()).isSameAs(loan.bytes());
    }

    @Test
    default void shouldQueueAPublishedLoanByItsPriority() {
        QueueProbe queue = queue(4);
        QueueSlot loan = queue.loan();
        queue.send("low", 1);
        queue.send("equal", 5);

        publish(loan, "loaned", 5);

        assertThat(queue.drain()).containsExactly("equal", "loaned", "low");
        queue.assertFigures(3, 3, 0, 0, 0);
    }

    @Test
    default void shouldLoanAnEmptySlotAgainAfterAMessageWentThroughIt() {
        QueueProbe queue = queue(1);
        publish(queue.loan(), "short", 0);
        queue.receive();

        QueueSlot loan = queue.loan();

        assertThat(loan.bytes().position()).isZero();
        assertThat(loan.bytes().limit()).isEqualTo(QueueProbe.BYTES_MAX);
    }

    @Test
    default void shouldCountLoanedSlotsTowardsTheDepthButNotAsMessages() {
        QueueProbe queue = queue(2);
        queue.send("a", 0);
        queue.loan();

        assertThat(queue.trySend("b", 0)).isFalse();
        assertThat(queue.tryLoan()).isNull();

        queue.assertFigures(1, 0, 1, 0, 0);
        assertThat(queue.statistics().depthHighest()).isEqualTo(1);
    }

    @Test
    default void shouldWakeASenderWhenALoanIsGivenBack() {
        QueueProbe queue = queue(1);
        QueueSlot loan = queue.loan();
        Call<Boolean> sender = queue.startSend("a", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);

        loan.settle(false);

        assertThat(sender.result()).isTrue();
        queue.assertFigures(1, 0, 1, 0, 0);
    }

    @Test
    default void shouldForgetWhatALoanThatIsGivenBackWasFilledWith() {
        QueueProbe queue = queue(2);
        QueueSlot loan = queue.loan();
        loan.bytes().put(0, (byte) 'x');

        loan.settle(true);

        assertThat(queue.tryReceive()).isNull();
        queue.assertFigures(0, 0, 0, 0, 0);
    }

    @Test
    default void shouldWakeAReceiverWhenALoanIsPublished() {
        QueueProbe queue = queue(1);
        QueueSlot loan = queue.loan();
        Call<String> receiver = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);

        publish(loan, "a", 0);

        assertThat(receiver.result()).isEqualTo("a");
    }

    @Test
    default void shouldBlockABorrowerWhileQueueIsFull() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        Call<QueueSlot> borrower = Call.start(queue::loan);
        queue.scheduler().awaitParked(1);

        queue.receive();

        publish(borrower.result(), "b", 0);
        assertThat(queue.drain()).containsExactly("b");
    }

    @Test
    default void shouldTimeOutABorrowerWhenNoRoomAppears() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        long atNanos = queue.scheduler().nowNanos() + 5;
        Call<QueueSlot> borrower = Call.start(() -> queue.object().loan(Deadlines.at(atNanos)));
        queue.scheduler().awaitParked(1);

        queue.scheduler().advance(5);

        assertThat(errnoOf(borrower.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(queue.drain()).containsExactly("a");
    }

    @Test
    default void shouldNotMixTheBytesOfSeveralLoans() {
        QueueProbe queue = queue(3);
        QueueSlot first = queue.loan();
        QueueSlot second = queue.loan();
        QueueSlot third = queue.loan();

        publish(second, "2".repeat(QueueProbe.BYTES_MAX), 0);
        publish(third, "3".repeat(QueueProbe.BYTES_MAX), 0);
        publish(first, "1".repeat(QueueProbe.BYTES_MAX), 0);

        assertThat(queue.drain())
                .containsExactly(
                        "2".repeat(QueueProbe.BYTES_MAX),
                        "3".repeat(QueueProbe.BYTES_MAX),
                        "1".repeat(QueueProbe.BYTES_MAX));
    }
}
