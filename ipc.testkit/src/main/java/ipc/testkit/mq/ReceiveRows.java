package ipc.testkit.mq;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.kernel.Texts.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.mq.QueueOptions;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a queue owes a receiver. */
interface ReceiveRows extends QueueRows {
    @Test
    @Row("MQ-23")
    default void shouldDeliverHigherPrioritiesFirstAndEqualOnesInOrder() {
        QueueProbe queue = queue(10);
        queue.send("low 1", 2);
        queue.send("high 1", 31);
        queue.send("lowest", 0);
        queue.send("low 2", 2);
        queue.send("high 2", 31);

        assertThat(queue.drain()).containsExactly("high 1", "high 2", "low 1", "low 2", "lowest");
    }

    @Test
    @Row("MQ-23")
    default void shouldKeepTheOrderWhileMessagesComeAndGo() {
        QueueProbe queue = queue(10);
        queue.send("a", 1);
        queue.send("b", 1);
        assertThat(queue.receive()).isEqualTo("a");
        queue.send("c", 1);
        queue.send("urgent", 7);

        assertThat(queue.receive()).isEqualTo("urgent");
        queue.send("d", 1);

        assertThat(queue.drain()).containsExactly("b", "c", "d");
    }

    @Test
    @Row("MQ-23")
    default void shouldOrderThePrioritiesOfTheWholeRange() {
        QueueProbe queue = queue(QueueProbe.options(20, QueueOptions.PRIORITIES_MAX));
        int[] priorities = {0, 1, 63, 64, 65, 4095, 4096, 4097, 20_000, 32_767};
        for (int priority : priorities) {
            queue.send("p" + priority, priority);
        }

        assertThat(queue.drain())
                .containsExactly("p32767", "p20000", "p4097", "p4096", "p4095", "p65", "p64", "p63", "p1", "p0");
    }

    @Test
    default void shouldReportThePriorityOfTheMessage() {
        QueueProbe queue = queue(2);
        queue.send("a", 17);

        int priority = queue.object().receive(ByteBuffer.allocate(QueueProbe.BYTES_MAX), Deadlines.never());

        assertThat(priority).isEqualTo(17);
    }

    @Test
    default void shouldWriteTheMessageAtThePositionOfTheBuffer() {
        QueueProbe queue = queue(2);
        queue.send("message", 0);
        ByteBuffer buffer = ByteBuffer.allocateDirect(QueueProbe.BYTES_MAX + 4).position(3);

        queue.object().receive(buffer, Deadlines.never());

        assertThat(buffer.position()).isEqualTo(10);
        assertThat(buffer.limit()).isEqualTo(QueueProbe.BYTES_MAX + 4);
        assertThat(textOf(buffer.slice(3, 7))).isEqualTo("message");
        assertThat(buffer.get(10)).as("behind the message").isZero();
    }

    @Test
    @Row({"MQ-22", "G-01"})
    default void shouldKeepTheMessageWhenTheBufferCannotTakeIt() {
        QueueProbe queue = queue(2);
        queue.send("urgent", 5);
        queue.send("later", 1);
        ByteBuffer readOnly = ByteBuffer.allocate(QueueProbe.BYTES_MAX).asReadOnlyBuffer();
        ByteBuffer tooSmall = ByteBuffer.allocate(3);

        // the kernel has looked, but another thread of the client can move the limit between that look and this call
        for (ByteBuffer buffer : List.of(readOnly, tooSmall, readOnly, tooSmall)) {
            assertThatThrownBy(() -> queue.object().receive(buffer, Deadlines.never()))
                    .isInstanceOf(RuntimeException.class);
            assertThat(buffer.position()).isZero();
        }

        assertThatThrownBy(() -> queue.object().receive(readOnly, Deadlines.immediate()))
                .isInstanceOf(ReadOnlyBufferException.class);
        queue.assertFigures(2, 0, 2, 0, 0);
        assertThat(queue.statistics().redelivered()).isZero();
        assertThat(queue.trySend("too many", 0)).isFalse();
        assertThat(queue.drain()).containsExactly("urgent", "later");
        assertThat(queue.trySend("next", 0)).isTrue();
    }

    @Test
    @Row("MQ-24")
    default void shouldAnswerNotNowWhenEmpty() {
        QueueProbe queue = queue(2);
        ByteBuffer buffer = ByteBuffer.allocate(QueueProbe.BYTES_MAX);

        int priority = queue.object().receive(buffer, Deadlines.immediate());

        assertThat(priority).isEqualTo(-1);
        assertThat(buffer.position()).isZero();
        queue.assertFigures(0, 0, 0, 0, 0);
    }

    @Test
    @Row("MQ-25")
    default void shouldBlockReceiverWhileQueueIsEmpty() {
        QueueProbe queue = queue(2);
        Call<String> receiver = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);

        queue.send("a", 0);

        assertThat(receiver.result()).isEqualTo("a");
    }

    @Test
    @Row("MQ-26")
    default void shouldTimeOutWhenNoMessageComes() {
        QueueProbe queue = queue(2);
        Call<String> receiver =
                queue.startReceive(Deadlines.at(queue.scheduler().nowNanos() + 500));
        queue.scheduler().awaitParked(1);

        queue.scheduler().advance(500);

        assertThat(errnoOf(receiver.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    @Row({"G-05", "G-06"})
    default void shouldLookAtTheReceiversTimeOutOnlyWhenItHasToWait() {
        QueueProbe queue = queue(2);
        queue.send("a", 0);

        Call<String> first = queue.startReceive(Deadlines.malformed());
        assertThat(first.result()).isEqualTo("a");
        Call<String> second = queue.startReceive(Deadlines.malformed());

        assertThat(errnoOf(second.failure())).isEqualTo(Errno.EINVAL);
    }

    @Test
    @Row("MQ-27")
    default void shouldGiveTheMessageToTheReceiverThatHasWaitedLongest() {
        QueueProbe queue = queue(2);
        Call<String> first = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);
        Call<String> second = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(2);

        queue.send("for the first", 0);
        assertThat(first.result()).isEqualTo("for the first");
        queue.send("for the second", 0);

        assertThat(second.result()).isEqualTo("for the second");
    }

    @Test
    default void shouldWakeTheNextReceiverWhenTheBufferOfTheFirstRefuses() {
        QueueProbe queue = queue(2);
        ByteBuffer readOnly = ByteBuffer.allocate(QueueProbe.BYTES_MAX).asReadOnlyBuffer();
        Call<Integer> first = Call.start(() -> queue.object().receive(readOnly, Deadlines.never()));
        queue.scheduler().awaitParked(1);
        Call<String> second = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(2);

        queue.send("for who can take it", 0);

        assertThat(second.result()).isEqualTo("for who can take it");
        assertThat(first.failure()).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    default void shouldServeEveryBlockedReceiver() {
        QueueProbe queue = queue(2);
        Call<String> first = queue.startReceive(Deadlines.never());
        Call<String> second = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(2);

        queue.send("x", 0);
        queue.send("x", 0);

        assertThat(first.result()).isEqualTo("x");
        assertThat(second.result()).isEqualTo("x");
        queue.assertFigures(2, 2, 0, 0, 0);
    }

    @Test
    default void shouldNotLoseAMessageThatComesBeforeTheTicket() {
        QueueProbe queue = queue(2);
        queue.scheduler().atNextTicket(() -> queue.send("a", 0));

        assertThat(queue.startReceive(Deadlines.never()).result()).isEqualTo("a");
    }

    @Test
    default void shouldNotLoseAMessageThatComesBetweenTestAndPark() {
        QueueProbe queue = queue(2);
        queue.scheduler().atNextPark(() -> queue.send("a", 0));

        assertThat(queue.startReceive(Deadlines.never()).result()).isEqualTo("a");
    }

    @Test
    @Row("G-08")
    default void shouldNotConsumeAMessageForAnInterruptedReceiver() {
        QueueProbe queue = queue(2);
        Call<String> receiver = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);

        receiver.interrupt();

        assertThat(errnoOf(receiver.failure())).isEqualTo(Errno.EINTR);
        queue.send("a", 0);
        assertThat(queue.drain()).containsExactly("a");
    }

    @Test
    @Row("G-12")
    default void shouldLetTheKernelUnwindABlockedReceiver() {
        QueueProbe queue = queue(2);
        Call<String> receiver = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);

        queue.scheduler().unwindAll();

        assertThat(receiver.failure()).isInstanceOf(CallUnwound.class);
        queue.send("a", 0);
        assertThat(queue.drain()).containsExactly("a");
    }
}
