package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sending and receiving in place. */
interface LoanRows extends Client {
    @Test
    default void shouldSendAndReceiveInPlace() {
        MessageQueue queue = newQueue();
        try (MessageLoan loan = queue.newLoan()) {
            loan.claim(Timeout.forever()).putLong(42);
            loan.send(5);

            ByteBuffer received = loan.receive(Timeout.forever());

            assertThat(received.remaining()).isEqualTo(Long.BYTES);
            assertThat(received.getLong()).isEqualTo(42);
            assertThat(loan.priority()).isEqualTo(5);
            assertThat(loan.redeliveries()).isZero();
            loan.release();
        }
        assertThat(queue.status().statistics().received()).isEqualTo(1);
    }

    @Test
    default void shouldHoldOneSlotAtATime() {
        MessageLoan loan = newQueue().newLoan();
        assertThatIllegalStateException().isThrownBy(() -> loan.send(0));
        assertThatIllegalStateException().isThrownBy(loan::release);
        assertThatIllegalStateException().isThrownBy(loan::priority);
        loan.claim(Timeout.forever());

        assertThatIllegalStateException().isThrownBy(loan::tryClaim);
        assertThatIllegalStateException().isThrownBy(loan::tryReceive);
        assertThatIllegalStateException().isThrownBy(loan::requeue);
        loan.release();
    }

    @Test
    default void shouldRefuseACallWhileAnotherThreadIsInOne() {
        MessageQueue queue = newQueue();
        MessageLoan loan = queue.newLoan();
        Thread other = Thread.ofPlatform().start(() -> loan.receive(Timeout.forever()));
        await(() -> queue.status().waiting() == 1);

        assertThatIllegalStateException().isThrownBy(loan::tryClaim);

        queue.send(message("x"), 0);
        await(() -> !other.isAlive());
        assertThat(loan.priority()).isZero();
        loan.release();
    }

    @Test
    default void shouldCountSlotsThatAreOut() {
        MessageQueue queue = newQueue();
        MessageLoan one = queue.newLoan();
        MessageLoan two = queue.newLoan();
        one.claim(Timeout.forever());
        two.claim(Timeout.forever());

        assertThat(queue.trySend(message("x"), 0)).isFalse();
        assertThat(queue.newLoan().tryClaim()).isNull();

        one.release();
        two.close();
        assertThat(queue.trySend(message("x"), 0)).isTrue();
    }

    @Test
    default void shouldPutARequeuedMessageAtTheHead() {
        MessageQueue queue = newQueue();
        queue.send(message("first"), 1);
        queue.send(message("second"), 1);
        MessageLoan loan = queue.newLoan();

        loan.receive(Timeout.forever());
        loan.requeue();

        loan.receive(Timeout.forever());
        assertThat(loan.redeliveries()).isEqualTo(1);
        loan.release();
        assertThat(take(queue)).isEqualTo("second");
    }

    @Test
    default void shouldRefuseABadPriorityAndKeepTheClaim() {
        MessageQueue queue = newQueue();
        MessageLoan loan = queue.newLoan();
        loan.claim(Timeout.forever()).put((byte) 1);

        assertFails(Errno.EINVAL, () -> loan.send(32));

        loan.send(0);
        assertThat(queue.status().depth()).isEqualTo(1);
    }

    @Test
    default void shouldEndWithItsHandle() {
        MessageQueue queue = newQueue();
        MessageQueue same = queue.duplicate(queue.rights());
        MessageLoan loan = same.newLoan();
        queue.send(message("leased"), 0);
        loan.receive(Timeout.forever());

        same.close();

        assertFails(Errno.EBADF, loan::tryClaim);
        assertThat(take(queue)).isEqualTo("leased");
    }

    @Test
    default void shouldLetALoanSayHowLongItsMessageLives() {
        MessageQueue queue = queues().open(newName(), small());
        MessageLoan loan = queue.newLoan();
        loan.claim(Timeout.forever()).put((byte) 1);

        loan.timeToLive(Duration.ofNanos(1)).send(0);
        ipc().sleep(Duration.ofNanos(10));

        assertThat(queue.tryReceive(buffer())).isEqualTo(-1);
        assertThat(queue.status().statistics().expired()).isEqualTo(1);
    }
}
