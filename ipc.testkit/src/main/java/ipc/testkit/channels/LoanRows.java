package ipc.testkit.channels;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.kernel.Texts.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.channels.WhenFull;
import ipc.api.channels.spi.ChannelSlot;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a channel owes those who fill and read messages in its own memory. */
interface LoanRows extends ChannelRows {
    private static ChannelSlot claim(ChannelProbe channel, int bytes) {
        return Objects.requireNonNull(channel.object().loans(0).claim(bytes, Deadlines.never()));
    }

    private static @Nullable ChannelSlot tryClaim(ChannelProbe channel, int bytes) {
        return channel.object().loans(0).claim(bytes, Deadlines.immediate());
    }

    private static ChannelSlot lease(ChannelProbe channel) {
        return Objects.requireNonNull(channel.object().loans(1).lease(Deadlines.never()));
    }

    private static void publish(ChannelSlot slot, String text, int priority) {
        ByteBuffer bytes = Texts.bytesOf(text);
        slot.bytes().put(bytes);
        slot.publish(text.length(), priority);
    }

    private static void sendInPlace(ChannelProbe channel, String text, int priority) {
        publish(claim(channel, text.length()), text, priority);
    }

    @Test
    default void shouldClaimAsManyBytesAsAskedFor() {
        ChannelProbe channel = channel();

        ChannelSlot slot = claim(channel, 7);

        assertThat(slot.bytes().position()).isZero();
        assertThat(slot.bytes().limit()).isEqualTo(7);
        assertThat(slot.bytes()).isSameAs(slot.bytes());
    }

    @Test
    default void shouldDeliverWhatWasFilledInPlaceInItsTurn() {
        ChannelProbe channel = channel();
        ChannelSlot slot = claim(channel, 20);
        channel.send("low", 0);
        channel.send("equal", 1);

        publish(slot, "filled", 1);
        channel.send("later", 1);

        assertThat(channel.drain()).containsExactly("equal", "filled", "later", "low");
        assertThat(channel.figures().received()).isEqualTo(4);
        ChannelProbe.assertBalance(channel.figures());
    }

    @Test
    default void shouldNotMixTheBytesOfSeveralClaims() {
        ChannelProbe channel = channel();
        ChannelSlot first = claim(channel, 3);
        ChannelSlot second = claim(channel, 3);

        publish(second, "two", 0);
        publish(first, "one", 0);
        sendInPlace(channel, "new", 0);

        assertThat(channel.drain()).containsExactly("two", "one", "new");
    }

    @Test
    default void shouldCountWhatIsClaimedTowardsBothBounds() {
        ChannelProbe few = channel(ChannelProbe.small(2));
        ChannelProbe narrow = channel(ChannelProbe.small(8).bytesMax(40));
        claim(few, 1);
        claim(few, 1);
        claim(narrow, 30);

        assertThat(few.trySend("")).isFalse();
        assertThat(tryClaim(few, 0)).isNull();
        assertThat(narrow.trySend("eleven byte")).isFalse();
        assertThat(tryClaim(narrow, 11)).isNull();
        assertThat(narrow.trySend("ten bytes!")).isTrue();
        assertThat(few.figures().sent()).isZero();
        assertThat(few.figures().queued()).isZero();
    }

    @Test
    default void shouldFreeWhatWasClaimedAndNotSent() {
        ChannelProbe channel = channel(ChannelProbe.small(8).bytesMax(32));
        ChannelSlot slot = claim(channel, 32);
        Call<Boolean> one = channel.startSend("x".repeat(16), Deadlines.never());
        channel.scheduler().awaitParked(1);

        publish(slot, "y".repeat(16), 0);

        assertThat(one.result()).isTrue();
        assertThat(channel.drain()).containsExactly("y".repeat(16), "x".repeat(16));
    }

    @Test
    default void shouldWakeASenderWhenAClaimIsGivenUp() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        ChannelSlot slot = claim(channel, 4);
        Call<Boolean> sender = channel.startSend("sent", Deadlines.never());
        channel.scheduler().awaitParked(1);

        slot.settle(true);

        assertThat(sender.result()).isTrue();
        assertThat(channel.drain()).containsExactly("sent");
    }

    @Test
    default void shouldBlockAClaimUntilThereIsRoom() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("1");
        Call<ChannelSlot> claimer = Call.start(() -> claim(channel, 4));
        channel.scheduler().awaitParked(1);

        channel.receive();

        publish(claimer.result(), "2", 0);
        assertThat(channel.drain()).containsExactly("2");
    }

    @Test
    default void shouldStopClaimingAtTheDeadline() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("1");
        long at = channel.scheduler().nowNanos() + 5;
        Call<ChannelSlot> claimer = Call.start(
                () -> Objects.requireNonNull(channel.object().loans(0).claim(4, Deadlines.at(at))));
        channel.scheduler().awaitParked(1);

        channel.scheduler().advance(5);

        assertThat(errnoOf(claimer.failure())).isEqualTo(Errno.ETIMEDOUT);
        assertThat(channel.drain()).containsExactly("1");
    }

    @Test
    default void shouldMakeRoomForAClaimWhereThePolicyIsToDropTheOldest() {
        ChannelProbe channel = channel(ChannelProbe.small(2).whenFull(WhenFull.DROP_OLDEST));
        channel.send("1");
        channel.sendCargo("2", 7);

        sendInPlace(channel, "3", 0);
        sendInPlace(channel, "4", 0);

        assertThat(channel.drain()).containsExactly("3", "4");
        assertThat(channel.figures().droppedOldest()).isEqualTo(2);
        assertThat(channel.died()).containsExactly(7L);
    }

    @Test
    default void shouldDropNothingThatIsLeasedOrClaimed() {
        ChannelProbe channel = channel(ChannelProbe.small(2).whenFull(WhenFull.DROP_OLDEST));
        channel.send("leased");
        ChannelSlot leased = lease(channel);
        ChannelSlot claimed = claim(channel, 7);

        assertThat(channel.trySend("more")).isFalse();
        assertThat(tryClaim(channel, 1)).isNull();

        publish(claimed, "claimed", 0);
        leased.settle(true);
        assertThat(channel.drain()).containsExactly("leased", "claimed");
    }

    @Test
    default void shouldRefuseAClaimWherePolicyIsNeitherToWaitNorToDropTheOldest() {
        for (WhenFull policy : new WhenFull[] {WhenFull.FAIL, WhenFull.DROP_NEWEST}) {
            ChannelProbe channel = channel(ChannelProbe.small(1).whenFull(policy));
            channel.send("1");

            assertThat(channel.object().loans(0).claim(1, Deadlines.never())).isNull();

            assertThat(channel.figures().droppedNewest()).isZero();
        }
    }

    @Test
    default void shouldWakeAReceiverWhenAClaimIsSent() {
        ChannelProbe channel = channel();
        ChannelSlot slot = claim(channel, 4);
        Call<String> receiver = channel.startReceive(Deadlines.never());
        channel.scheduler().awaitParked(1);

        publish(slot, "sent", 0);

        assertThat(receiver.result()).isEqualTo("sent");
    }

    @Test
    default void shouldGiveAFilledReplyToItsCaller() {
        ChannelProbe channel = channel();
        channel.begin(-5, "");
        ChannelSlot slot = Objects.requireNonNull(channel.object().loans(1).claim(10, Deadlines.never()));
        slot.bytes().put(ChannelProbe.replyOf(-5, "reply"));

        slot.publish(9, 0);

        assertThat(channel.startAwait(-5, Deadlines.never()).result()).isEqualTo("reply");
        assertThat(ChannelProbe.receive(channel.first(), Deadlines.immediate())).isNull();
    }

    @Test
    default void shouldRefuseWhatIsSentToAClosedEndAndKeepNothing() {
        ChannelProbe channel = channel();
        ChannelSlot slot = claim(channel, 4);
        channel.second().close();

        assertThatThrownBy(() -> publish(slot, "late", 0)).hasMessageStartingWith("EPIPE");
        assertThatThrownBy(() -> claim(channel, 4)).hasMessageStartingWith("EPIPE");

        assertThat(channel.figures().sent()).isZero();
    }

    @Test
    default void shouldLeaseTheFirstMessageHoweverItWasSent() {
        ChannelProbe channel = channel();
        channel.send("copied", 0);
        sendInPlace(channel, "filled", 2);

        ChannelSlot filled = lease(channel);
        ChannelSlot copied = lease(channel);

        assertThat(textOf(filled.bytes())).isEqualTo("filled");
        assertThat(filled.priority()).isEqualTo(2);
        assertThat(textOf(copied.bytes())).isEqualTo("copied");
        assertThat(copied.bytes().position()).isZero();
        assertThat(copied.number()).isPositive().isNotEqualTo(filled.number());
    }

    @Test
    default void shouldGiveALeasedMessageToNobodyElseAndKeepItsRoom() {
        ChannelProbe channel = channel(ChannelProbe.small(2));
        channel.send("1");
        channel.send("2");
        lease(channel);

        assertThat(channel.receive()).isEqualTo("2");
        assertThat(channel.tryReceive()).isNull();

        assertThat(channel.trySend("3")).isTrue();
        assertThat(channel.trySend("4")).isFalse();
        assertThat(channel.figures().queued()).isEqualTo(2);
    }

    @Test
    default void shouldWakeASenderWhenALeaseEnds() {
        ChannelProbe channel = channel(ChannelProbe.small(1));
        channel.send("1");
        ChannelSlot slot = lease(channel);
        Call<Boolean> sender = channel.startSend("2", Deadlines.never());
        channel.scheduler().awaitParked(1);

        slot.settle(false);

        assertThat(sender.result()).isTrue();
        assertThat(channel.drain()).containsExactly("2");
        assertThat(channel.figures().received()).isEqualTo(2);
    }

    @Test
    default void shouldPutWhatGoesBackBeforeAllThatCameAfterIt() {
        ChannelProbe channel = channel();
        channel.send("a", 1);
        channel.send("b", 1);
        channel.send("c", 1);
        ChannelSlot a = lease(channel);
        ChannelSlot b = lease(channel);
        channel.send("high", 2);
        channel.send("low", 0);

        a.settle(true);
        b.settle(true);

        assertThat(channel.drain()).containsExactly("high", "a", "b", "c", "low");
        ChannelProbe.assertBalance(channel.figures());
    }

    @Test
    default void shouldWakeAReceiverWhenAMessageGoesBack() {
        ChannelProbe channel = channel();
        channel.send("1");
        ChannelSlot slot = lease(channel);
        Call<String> receiver = channel.startReceive(Deadlines.never());
        channel.scheduler().awaitParked(1);

        slot.settle(true);

        assertThat(receiver.result()).isEqualTo("1");
    }

    @Test
    default void shouldBlockALeaseUntilAMessageComes() {
        ChannelProbe channel = channel();
        Call<ChannelSlot> lessee = Call.start(() -> lease(channel));
        channel.scheduler().awaitParked(1);

        channel.send("1");

        assertThat(textOf(lessee.result().bytes())).isEqualTo("1");
    }

    @Test
    default void shouldAnswerNotNowWhenThereIsNothingToLease() {
        assertThat(channel().object().loans(1).lease(Deadlines.immediate())).isNull();
    }

    @Test
    default void shouldNotLeaseAMessageWithCargo() {
        ChannelProbe channel = channel();
        channel.sendCargo("laden", 4);

        assertThatThrownBy(() -> lease(channel)).hasMessageStartingWith("EMSGSIZE");

        assertThat(channel.figures().queued()).isOne();
        assertThat(channel.object().view(1).nextCargo()).isEqualTo(4);
    }

    @Test
    default void shouldLetALeaseLiveOnWhenItsEndCloses() {
        ChannelProbe channel = channel();
        channel.send("read");
        channel.send("dead");
        channel.send("back");
        ChannelSlot read = lease(channel);
        channel.receive();
        ChannelSlot back = lease(channel);

        channel.second().close();

        assertThat(textOf(read.bytes())).isEqualTo("read");
        read.settle(false);
        back.settle(true);
        assertThat(channel.figures().received()).isEqualTo(2);
        assertThat(channel.figures().discarded()).isOne();
        ChannelProbe.assertBalance(channel.figures());
    }

    @Test
    default void shouldLeaseWhatIsLeftWhenTheOtherEndHasClosed() {
        ChannelProbe channel = channel();
        sendInPlace(channel, "left", 0);
        channel.first().close();

        lease(channel).settle(false);

        assertThatThrownBy(() -> lease(channel)).hasMessageStartingWith("EPIPE");
    }

    @Test
    default void shouldGoOnWithLeasesWhereAnotherStopped() {
        ChannelProbe channel = channel();
        channel.send("a", 1);
        sendInPlace(channel, "b", 1);
        channel.send("c", 1);
        long a = lease(channel).number();
        long b = lease(channel).number();
        sendInPlace(channel, "d", 0);
        assertThat(channel.state().contradiction()).isEmpty();

        ChannelProbe restored = channel.restored();

        assertThat(restored.state().contradiction()).isEmpty();
        assertThat(restored.figures().queued()).isEqualTo(4);
        ChannelSlot again = restored.object().loans(1).leased(b);
        assertThat(textOf(again.bytes())).isEqualTo("b");
        again.settle(true);
        restored.object().loans(1).leased(a).settle(false);
        assertThat(lease(restored).number()).isGreaterThan(b);
        assertThat(restored.drain()).containsExactly("c", "d");
    }

    @Test
    default void shouldMoveThroughItsMemoryAgainAndAgainWithLeasesInTheWay() {
        ChannelProbe channel = channel(ChannelProbe.small(4));
        channel.send("so that what follows is moved");
        channel.receive();
        channel.send("kept");
        ChannelSlot kept = lease(channel);
        for (int i = 0; i < 1000; i++) {
            String text = "n".repeat(i % ChannelProbe.BYTES_MAX);
            assertThat(channel.trySend(text)).as("send %d", i).isTrue();
            sendInPlace(channel, "in place " + i, 0);

            assertThat(channel.receive()).isEqualTo(text);
            ChannelSlot slot = lease(channel);
            assertThat(textOf(slot.bytes())).isEqualTo("in place " + i);
            slot.settle(false);
        }

        assertThat(textOf(kept.bytes())).isEqualTo("kept");
        channel.send("after");
        kept.settle(true);
        assertThat(channel.drain()).containsExactly("kept", "after");
    }

    @Test
    default void shouldUseItsMemoryForLoansAgainAndGiveItBackAtTheEnd() {
        ChannelProbe channel = channel();
        sendInPlace(channel, "x".repeat(30), 0);
        lease(channel).settle(false);
        channel.send("x".repeat(30));
        lease(channel).settle(false);
        long used = channel.kernel().memory().usedBytes();

        for (int i = 0; i < 100; i++) {
            sendInPlace(channel, "y".repeat(i % 32), 0);
            lease(channel).settle(false);
            sendInPlace(channel, "z".repeat(i % 32), 0);
            channel.receive();
            channel.send("copied");
            lease(channel).settle(false);
        }

        assertThat(channel.kernel().memory().usedBytes()).isEqualTo(used);
        channel.object().destroy();
        assertThat(channel.kernel().memory().outstanding()).isZero();
    }

    @Test
    default void shouldClaimAndLeaseNothingWithoutMemory() {
        ChannelProbe channel = channel(ChannelProbe.small(2));
        channel.send("stays");
        channel.kernel().memory().limit(channel.kernel().memory().usedBytes());

        assertThatThrownBy(() -> claim(channel, 8)).hasMessageStartingWith("ENOMEM");
        assertThatThrownBy(() -> lease(channel)).hasMessageStartingWith("ENOMEM");

        assertThat(channel.trySend("room")).isTrue();
        assertThat(channel.drain()).containsExactly("stays", "room");
    }
}
