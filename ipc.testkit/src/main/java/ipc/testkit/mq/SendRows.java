package ipc.testkit.mq;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.kernel.Texts.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.mq.spi.QueueSlot;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a queue owes a sender. */
interface SendRows extends QueueRows {
    @Test
    @Row("MQ-16")
    default void shouldCarryAnEmptyMessage() {
        QueueProbe queue = queue(2);

        queue.send("", 3);

        assertThat(queue.receive()).isEmpty();
    }

    @Test
    default void shouldCarryTheLargestMessage() {
        QueueProbe queue = queue(2);
        String largest = "x".repeat(QueueProbe.BYTES_MAX);

        queue.send(largest, 0);

        assertThat(queue.receive()).isEqualTo(largest);
    }

    @Test
    default void shouldSendOnlyWhatIsBetweenPositionAndLimit() {
        QueueProbe queue = queue(2);
        ByteBuffer message = bytesOf("[inside]").position(1).limit(7);

        queue.object().send(message, 0, Long.MAX_VALUE, Deadlines.never());

        assertThat(queue.receive()).isEqualTo("inside");
        assertThat(message.position()).isEqualTo(7);
        assertThat(message.limit()).isEqualTo(7);
    }

    @Test
    default void shouldSendFromAReadOnlyDirectBuffer() {
        QueueProbe queue = queue(2);
        ByteBuffer direct = ByteBuffer.allocateDirect(6).put(bytesOf("direct")).flip();

        queue.object().send(direct.asReadOnlyBuffer(), 0, Long.MAX_VALUE, Deadlines.never());

        assertThat(queue.receive()).isEqualTo("direct");
    }

    @Test
    default void shouldKeepItsOwnCopyOfAMessage() {
        QueueProbe queue = queue(2);
        ByteBuffer message = bytesOf("before");
        queue.object().send(message, 0, Long.MAX_VALUE, Deadlines.never());

        message.put(0, bytesOf("after!"), 0, 6);

        assertThat(queue.receive()).isEqualTo("before");
    }

    @Test
    @Row({"MQ-18", "MQ-50"})
    default void shouldAnswerNotNowAndStayAsItWasWhenFull() {
        QueueProbe queue = queue(2);
        queue.send("a", 1);
        queue.send("b", 1);
        ByteBuffer message = bytesOf("c");

        boolean sent = queue.object().send(message, 5, Long.MAX_VALUE, Deadlines.immediate());

        assertThat(sent).isFalse();
        assertThat(message.position()).isZero();
        queue.assertFigures(2, 0, 2, 0, 0);
        assertThat(queue.drain()).containsExactly("a", "b");
    }

    @Test
    @Row("MQ-19")
    default void shouldBlockSenderWhileQueueIsFull() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        Call<Boolean> sender = queue.startSend("b", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);

        assertThat(queue.receive()).isEqualTo("a");

        assertThat(sender.result()).isTrue();
        assertThat(queue.receive()).isEqualTo("b");
    }

    @Test
    @Row({"MQ-20", "MQ-50"})
    default void shouldTimeOutAndStayAsItWasWhenNoRoomAppears() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        Call<Boolean> sender =
                queue.startSend("b", 9, Deadlines.at(queue.scheduler().nowNanos() + 500));
        queue.scheduler().awaitParked(1);

        queue.scheduler().advance(500);

        assertThat(errnoOf(sender.failure())).isEqualTo(Errno.ETIMEDOUT);
        queue.assertFigures(1, 0, 1, 0, 0);
        assertThat(queue.drain()).containsExactly("a");
    }

    @Test
    @Row("G-07")
    default void shouldTimeOutAtOnceWhenTheDeadlineHasPassed() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);

        Call<Boolean> sender =
                queue.startSend("b", 0, Deadlines.at(queue.scheduler().nowNanos() - 1));

        assertThat(errnoOf(sender.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    @Row({"G-05", "G-06"})
    default void shouldLookAtTheTimeOutOnlyWhenItHasToWait() {
        QueueProbe queue = queue(1);

        Call<Boolean> first = queue.startSend("a", 0, Deadlines.malformed());
        assertThat(first.result()).isTrue();
        Call<Boolean> second = queue.startSend("b", 0, Deadlines.malformed());

        assertThat(errnoOf(second.failure())).isEqualTo(Errno.EINVAL);
        queue.assertFigures(1, 0, 1, 0, 0);
    }

    @Test
    @Row("MQ-21")
    default void shouldServeTheSenderThatHasWaitedLongest() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        Call<Boolean> first = queue.startSend("first", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);
        Call<Boolean> second = queue.startSend("second", 0, Deadlines.never());
        queue.scheduler().awaitParked(2);

        queue.receive();

        assertThat(first.result()).isTrue();
        queue.scheduler().awaitParked(1);
        assertThat(queue.receive()).isEqualTo("first");
        assertThat(second.result()).isTrue();
        assertThat(queue.receive()).isEqualTo("second");
    }

    @Test
    @Row("MQ-21")
    default void shouldKeepThePlaceOfASenderThatWasWokenInVain() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        QueueSlot lease = queue.lease();
        Call<Boolean> first = queue.startSend("first", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);
        Call<Boolean> second = queue.startSend("second", 0, Deadlines.never());
        queue.scheduler().awaitParked(2);
        queue.scheduler().atNextTicket(() -> queue.trySend("overtakes", 0));

        lease.settle(false);
        queue.scheduler().awaitParked(2);

        assertThat(queue.receive()).isEqualTo("overtakes");
        assertThat(first.result()).isTrue();
        queue.scheduler().awaitParked(1);
        assertThat(queue.drain()).first().isEqualTo("first");
        assertThat(second.result()).isTrue();
    }

    @Test
    default void shouldNotLoseRoomThatAppearsBeforeTheTicket() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        queue.scheduler().atNextTicket(queue::tryReceive);

        Call<Boolean> sender = queue.startSend("b", 0, Deadlines.never());

        assertThat(sender.result()).isTrue();
        assertThat(queue.drain()).containsExactly("b");
    }

    @Test
    default void shouldNotLoseRoomThatAppearsBetweenTestAndPark() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        queue.scheduler().atNextPark(queue::tryReceive);

        Call<Boolean> sender = queue.startSend("b", 0, Deadlines.never());

        assertThat(sender.result()).isTrue();
        assertThat(queue.drain()).containsExactly("b");
    }

    @Test
    @Row("G-08")
    default void shouldStayAsItWasWhenTheSenderIsInterrupted() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        Call<Boolean> sender = queue.startSend("b", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);

        sender.interrupt();

        assertThat(errnoOf(sender.failure())).isEqualTo(Errno.EINTR);
        assertThat(queue.drain()).containsExactly("a");
    }

    @Test
    default void shouldLetTheKernelUnwindABlockedSender() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        Call<Boolean> sender = queue.startSend("b", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);

        queue.scheduler().unwindAll();

        assertThat(sender.failure()).isInstanceOf(CallUnwound.class);
        queue.assertFigures(1, 0, 1, 0, 0);
        assertThat(queue.drain()).containsExactly("a");
    }

    @Test
    @Row({"MQ-15", "MQ-50"})
    default void shouldStayAsItWasWhenAMessageIsLongerThanTheKernelSaidItWas() {
        QueueProbe queue = queue(2);
        queue.send("a", 3);
        ByteBuffer message = bytesOf("x".repeat(QueueProbe.BYTES_MAX + 1));

        // the kernel has looked, but another thread of the client can move the limit between that look and this call
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> queue.object().send(message, 3, Long.MAX_VALUE, Deadlines.immediate()))
                    .isInstanceOf(RuntimeException.class);
        }

        queue.assertFigures(1, 0, 1, 0, 0);
        queue.send("b", 3);
        assertThat(queue.trySend("c", 3)).isFalse();
        assertThat(queue.drain()).containsExactly("a", "b");
    }

    @Test
    default void shouldUseItsSlotsAgainAndAgain() {
        QueueProbe queue = queue(3);

        for (int i = 0; i < 100; i++) {
            queue.send("m" + i, i % 2);
            queue.send("n" + i, i % 2);
            assertThat(queue.drain()).containsExactly("m" + i, "n" + i);
        }

        queue.assertFigures(200, 200, 0, 0, 0);
    }
}
