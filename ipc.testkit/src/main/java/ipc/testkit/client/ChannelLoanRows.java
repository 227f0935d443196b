package ipc.testkit.client;

import static ipc.testkit.client.ChannelClient.atOnce;
import static ipc.testkit.client.ChannelClient.take;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.kernel.Texts.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.ChannelPair;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages of channels that are filled and read in place. */
interface ChannelLoanRows extends ChannelClient {
    private static void fill(ChannelLoan loan, String text) {
        loan.claim(text.length(), Timeout.forever()).put(message(text));
    }

    @Test
    default void shouldSendAndReceiveInPlaceThroughAChannel() {
        ChannelPair pair = newPair();
        try (ChannelLoan there = pair.first().newLoan();
                ChannelLoan here = pair.second().newLoan()) {
            there.claim(Long.BYTES, Timeout.forever()).putLong(42);
            there.send(0);

            ByteBuffer received = here.receive(Timeout.forever());

            assertThat(received.remaining()).isEqualTo(Long.BYTES);
            assertThat(received.getLong()).isEqualTo(42);
            assertThat(here.priority()).isZero();
            here.release();
        }
        assertThat(pair.second().status().incoming().received()).isOne();
    }

    @Test
    default void shouldReadInPlaceWhatWasCopiedInAndCopyOutWhatWasFilled() {
        ChannelPair pair = newPair();
        pair.first().send(message("copied"), 0);
        ChannelLoan loan = pair.second().newLoan();
        assertThat(textOf(loan.receive(Timeout.forever()))).isEqualTo("copied");
        loan.release();
        ChannelLoan filling = pair.first().newLoan();
        fill(filling, "filled");
        filling.send(0);

        assertThat(take(pair.second())).isEqualTo("filled");
    }

    @Test
    default void shouldRefuseACallOfALoanWhileAnotherThreadIsInOne() {
        ChannelPair pair = newPair();
        ChannelLoan loan = pair.second().newLoan();
        Thread other = Thread.ofPlatform().start(() -> loan.receive(Timeout.forever()));
        await(() -> pair.first().status().waiting() == 1);

        assertThatIllegalStateException().isThrownBy(() -> loan.tryClaim(1));

        pair.first().send(message("x"), 0);
        await(() -> !other.isAlive());
        assertThat(loan.priority()).isZero();
        loan.release();
    }

    @Test
    default void shouldHoldOneMessageAtATime() {
        ChannelPair pair = newPair();
        ChannelLoan loan = pair.first().newLoan();
        assertThatIllegalStateException().isThrownBy(() -> loan.send(0));
        assertThatIllegalStateException().isThrownBy(loan::release);
        assertThatIllegalStateException().isThrownBy(loan::priority);
        fill(loan, "x");

        assertThatIllegalStateException().isThrownBy(() -> loan.tryClaim(1));
        assertThatIllegalStateException().isThrownBy(loan::tryReceive);
        assertThatIllegalStateException().isThrownBy(loan::priority);
        loan.release();

        assertThat(loan.tryClaim(1)).isNotNull();
    }

    @Test
    default void shouldRefuseBadClaimsAndKeepGoodOnes() {
        ChannelPair pair = newPair();
        ChannelLoan loan = pair.first().newLoan();
        assertFails(Errno.EINVAL, () -> loan.tryClaim(-1));
        assertFails(Errno.EMSGSIZE, () -> loan.tryClaim(65));
        ByteBuffer bytes = loan.claim(3, Timeout.forever()).put(message("abc"));
        assertFails(Errno.EINVAL, () -> loan.send(1));
        bytes.limit(bytes.capacity()).position(bytes.capacity());
        assertFails(Errno.EMSGSIZE, () -> loan.send(0));
        bytes.position(3);

        loan.send(0);

        assertThat(take(pair.second())).isEqualTo("abc");
    }

    @Test
    default void shouldAskForTheRightsOfItsHandle() {
        ChannelPair pair = newPair();
        ChannelLoan reader =
                pair.first().duplicate(Set.of(Right.READ, Right.TRANSFER)).newLoan();
        ChannelLoan writer =
                pair.first().duplicate(Set.of(Right.WRITE, Right.TRANSFER)).newLoan();

        assertFails(Errno.EACCES, () -> reader.tryClaim(1));
        assertFails(Errno.EACCES, writer::tryReceive);
        Handle loan = (Handle) reader;
        assertFails(
                Errno.EOPNOTSUPP, () -> pair.second().sendHandles(message(""), List.of(loan), 0, Timeout.forever()));

        assertThat(reader.tryReceive()).isNull();
        assertThat(writer.tryClaim(1)).isNotNull();
    }

    @Test
    default void shouldWaitForRoomAndForMessagesInPlace() {
        ChannelPair pair = newPair();
        ChannelLoan loan = pair.first().newLoan();
        ChannelLoan other = pair.first().newLoan();
        fill(loan, "1");
        fill(other, "2");

        assertFails(Errno.ETIMEDOUT, () -> pair.first().newLoan().claim(1, atOnce()));
        assertFails(Errno.ETIMEDOUT, () -> pair.second().newLoan().receive(atOnce()));
        pair.first().nonBlocking(true);
        assertFails(Errno.EAGAIN, () -> pair.first().newLoan().claim(1, Timeout.forever()));
        other.close();

        assertThat(pair.first().newLoan().tryClaim(1)).isNotNull();
    }

    @Test
    default void shouldEndWithItsHandleAndLetTheMessageGoBack() {
        ChannelPair pair = newPair();
        pair.first().send(message("1"), 0);
        pair.first().send(message("2"), 0);
        Channel same = pair.second().duplicate(pair.second().rights());
        ChannelLoan loan = same.newLoan();
        loan.receive(Timeout.forever());

        same.close();

        assertFails(Errno.EBADF, loan::release);
        assertThat(take(pair.second())).isEqualTo("1");
        assertThat(take(pair.second())).isEqualTo("2");
    }

    @Test
    default void shouldTellWhoFillsThatTheOtherEndHasClosed() {
        ChannelPair pair = newPair();
        ChannelLoan loan = pair.first().newLoan();
        fill(loan, "late");

        pair.second().close();

        assertFails(Errno.EPIPE, () -> loan.send(0));
        assertFails(Errno.EPIPE, () -> loan.tryClaim(1));
        assertFails(Errno.EPIPE, loan::tryReceive);
    }

    @Test
    default void shouldNotReadHandlesInPlace() {
        ChannelPair pair = newPair();
        ChannelPair passenger = newPair();
        pair.first().sendHandles(message("x"), List.of(passenger.first()), 0, Timeout.forever());
        ChannelLoan loan = pair.second().newLoan();

        assertFails(Errno.EMSGSIZE, loan::tryReceive);

        assertThat(pair.second().receiveHandles(Client.buffer(), 1, Timeout.forever()))
                .hasSize(1);
    }

    @Test
    default void shouldLoanByNumber() {
        ChannelPair pair = newPair();
        Syscalls calls = ipc().face(Syscalls.class);
        Object there = calls.call(Sysno.CH_LOAN.number(), pair.first().number());
        Object here = calls.call(Sysno.CH_LOAN.number(), pair.second().number());
        ByteBuffer filled =
                (ByteBuffer) Objects.requireNonNull(calls.call(Sysno.CH_CLAIM.number(), there, 3, Timeout.forever()));
        filled.put(message("abc"));

        calls.call(Sysno.CH_PUBLISH.number(), there, 0);

        Object read = calls.call(Sysno.CH_LEASE.number(), here, Timeout.forever());
        assertThat(textOf((ByteBuffer) Objects.requireNonNull(read))).isEqualTo("abc");
        calls.call(Sysno.CH_SETTLE.number(), here);
        assertFails(
                Errno.EINVAL,
                () -> calls.call(Sysno.CH_SETTLE.number(), pair.first().number()));
    }
}
