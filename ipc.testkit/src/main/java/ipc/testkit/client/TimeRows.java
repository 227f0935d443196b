package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time-outs, expiry, interruption. */
interface TimeRows extends Client {
    /** Malformed, as POSIX means it: nanoseconds outside 0 to 999,999,999. */
    List<Timeout> MALFORMED = List.of(Timeout.after(1, -1), Timeout.after(1, 1_000_000_000));

    /** Passed before the call. */
    List<Timeout> PASSED = List.of(Timeout.after(Duration.ZERO), Timeout.after(-5, 0), Timeout.until(Instant.EPOCH));

    @Test
    @Row("G-05")
    default void shouldNotLookAtTheTimeWhileItCanGoOn() {
        MessageQueue queue = newQueue();

        for (Timeout timeout : List.of(MALFORMED.get(0), MALFORMED.get(1), PASSED.get(0), PASSED.get(2))) {
            queue.send(message("x"), 0, timeout);
            queue.receive(buffer(), timeout);
        }

        assertThat(queue.status().statistics().received()).isEqualTo(4);
    }

    @Test
    @Row({"G-06", "MQ-50"})
    default void shouldRefuseAMalformedTimeWhenItMustWait() {
        MessageQueue queue = newQueue();

        for (Timeout timeout : MALFORMED) {
            assertFails(Errno.EINVAL, () -> queue.receive(buffer(), timeout));
        }
        fill(queue);
        for (Timeout timeout : MALFORMED) {
            assertFails(Errno.EINVAL, () -> queue.send(message("x"), 0, timeout));
        }
        assertThat(queue.status().depth()).isEqualTo(2);
    }

    private static void fill(MessageQueue queue) {
        queue.send(message("1"), 0);
        queue.send(message("2"), 0);
    }

    @Test
    @Row({"G-07", "MQ-20", "MQ-26", "MQ-50"})
    default void shouldTimeOutAtOnceWhenTheDeadlineHasPassed() {
        MessageQueue queue = newQueue();

        for (Timeout timeout : PASSED) {
            assertFails(Errno.ETIMEDOUT, () -> queue.receive(buffer(), timeout));
        }
        fill(queue);
        for (Timeout timeout : PASSED) {
            assertFails(Errno.ETIMEDOUT, () -> queue.send(message("x"), 0, timeout));
        }
        assertThat(queue.status().depth()).isEqualTo(2);
    }

    @Test
    @Row({"MQ-20", "MQ-26"})
    default void shouldTimeOutWhenTheTimeComes() {
        MessageQueue queue = newQueue();
        long before = ipc().nowNanos();

        assertFails(Errno.ETIMEDOUT, () -> queue.receive(buffer(), Timeout.after(Duration.ofMillis(5))));
        fill(queue);
        assertFails(Errno.ETIMEDOUT, () -> queue.send(message("x"), 0, Timeout.after(Duration.ofMillis(5))));

        assertThat(ipc().nowNanos() - before).isGreaterThanOrEqualTo(10_000_000);
        assertThat(queue.status().waiting()).isZero();
    }

    @Test
    @Row("G-08")
    default void shouldEndAnInterruptedWaitWithoutEffect() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<Integer> receiver = start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer()));
        awaitBlocked(receiver.process());

        receiver.process().interrupt();

        assertFails(Errno.EINTR, receiver::result);
        assertThat(queue.status().waiting()).isZero();
        fill(queue);
        assertThat(queue.status().depth()).isEqualTo(2);
    }

    @Test
    @Row("MQ-48")
    default void shouldMoveExpiredMessagesToTheDeadLetters() {
        String dead = newName();
        MessageQueue deadLetters = queues().open(dead, small());
        MessageQueue queue =
                queues().open(newName(), small().timeToLive(Duration.ofNanos(1)).deadLetters(dead));
        queue.send(message("stale"), 3);
        ipc().sleep(Duration.ofNanos(10));

        assertThat(queue.tryReceive(buffer())).isEqualTo(-1);

        assertThat(take(deadLetters)).isEqualTo("stale");
        assertThat(queue.status().statistics().expired()).isEqualTo(1);
    }

    @Test
    @Row("MQ-49")
    default void shouldWakeASenderWhenAMessageExpires() {
        MessageQueue queue = queues().open(newName(), small().depthMax(1).timeToLive(Duration.ofMillis(2)));
        queue.send(message("short-lived"), 0);

        queue.send(message("next"), 0);

        assertThat(queue.status().statistics().expired()).isEqualTo(1);
    }

    @Test
    default void shouldPutTheThreadsInterruptDownToTheCaller() {
        MessageQueue queue = newQueue();
        Thread.currentThread().interrupt();

        assertFails(Errno.EINTR, () -> queue.receive(ByteBuffer.allocate(64)));

        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    }
}
