package ipc.testkit.pipes;

import static ipc.testkit.kernel.Texts.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Memory;
import ipc.api.pipes.spi.DirectPipe;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pipe owes those who give it memory. */
interface GiftRows extends PipeRows {
    @Test
    @Row("PI-30")
    default void shouldKeepGiftsAndBytesInOrder() {
        PipeProbe pipe = pipe();
        pipe.write("ab");
        assertThat(pipe.give("CD")).isEqualTo(2);
        assertThat(pipe.give("EF")).isEqualTo(2);
        pipe.write("gh");
        pipe.assertFigures(8, 0, 0, 8);

        assertThat(pipe.drain()).isEqualTo("abCDEFgh");

        pipe.assertFigures(8, 8, 0, 0);
    }

    @Test
    @Row("PI-30")
    default void shouldHandOutTheGiftItself() {
        PipeProbe pipe = pipe();
        Memory.Region gift = pipe.gift("gift");
        pipe.give(gift, Deadlines.never());
        int outstanding = pipe.kernel().memory().outstanding();
        List<Memory.Region> taken = new ArrayList<>();

        assertThat(pipe.take(taken::add)).isEqualTo(4);

        assertThat(taken).containsExactly(gift);
        assertThat(pipe.kernel().memory().outstanding()).isEqualTo(outstanding);
        pipe.assertFigures(4, 4, 0, 0);
    }

    @Test
    @Row("PI-30")
    default void shouldHandOutNoGiftWhereBytesComeFirst() {
        PipeProbe pipe = pipe();
        pipe.write("x");
        pipe.give("gift");

        assertThat(pipe.take(GiftRows::unexpected)).isEqualTo(DirectPipe.NO_GIFT);

        assertThat(pipe.drain()).isEqualTo("xgift");
    }

    @Test
    @Row("PI-30")
    default void shouldHandOutNoPartOfAGift() {
        PipeProbe pipe = pipe();
        pipe.give("gift");
        assertThat(pipe.read(1)).isEqualTo("g");

        assertThat(pipe.take(GiftRows::unexpected)).isEqualTo(DirectPipe.NO_GIFT);

        assertThat(pipe.drain()).isEqualTo("ift");
    }

    private static void unexpected(Memory.Region gift) {
        throw new AssertionError("handed out " + textOf(gift.buffer()));
    }

    @Test
    @Row("PI-30")
    default void shouldReleaseAGiftWithItsLastByte() {
        PipeProbe pipe = pipe();
        int before = pipe.kernel().memory().outstanding();
        pipe.give("gift");

        pipe.read(3);
        assertThat(pipe.kernel().memory().outstanding()).isEqualTo(before + 1);
        pipe.read(1);

        assertThat(pipe.kernel().memory().outstanding()).isEqualTo(before);
    }

    @Test
    @Row("PI-30")
    default void shouldReleaseGiftsThatEverybodyLeft() {
        PipeProbe pipe = pipe();
        int before = pipe.kernel().memory().outstanding();
        pipe.write("x");
        pipe.give("gift");
        pipe.read(2);

        pipe.object().opened(0, 0);

        assertThat(pipe.kernel().memory().outstanding()).isEqualTo(before);
        pipe.object().opened(1, 1);
        assertThat(pipe.tryRead()).isEqualTo(PipeObject.NOT_NOW);
        assertThat(pipe.object().statistics().dropped()).isPositive();
    }

    @Test
    @Row("PI-30")
    default void shouldWaitForRoomForAWholeGift() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE - 3));
        Memory.Region gift = pipe.gift("gift");
        assertThat(pipe.give(gift, Deadlines.immediate())).isEqualTo(PipeObject.NOT_NOW);
        Call<Integer> giver = Call.start(() -> pipe.give(gift, Deadlines.never()));
        pipe.scheduler().awaitParked(1);

        pipe.read(1);

        assertThat(giver.result()).isEqualTo(4);
        assertThat(pipe.tryWrite("y")).isEqualTo(PipeObject.NOT_NOW);
        assertThat(pipe.drain()).endsWith("xgift");
    }

    @Test
    @Row("PI-30")
    default void shouldRefuseAGiftThatNobodyReads() {
        PipeProbe pipe = pipe();
        pipe.object().opened(0, 1);

        assertThat(pipe.give("gift")).isEqualTo(PipeObject.BROKEN);

        pipe.assertFigures(0, 0, 0, 0);
    }

    @Test
    @Row("PI-30")
    default void shouldWakeWhoWaitsForAGift() {
        PipeProbe pipe = pipe();
        List<Memory.Region> taken = new ArrayList<>();
        assertThat(pipe.take(taken::add)).isEqualTo(PipeObject.NOT_NOW);
        Call<Integer> taker = Call.start(() -> pipe.object().direct().take(taken::add, Deadlines.never()));
        pipe.scheduler().awaitParked(1);

        pipe.give("gift");

        assertThat(taker.result()).isEqualTo(4);
        assertThat(taken).hasSize(1);
    }

    @Test
    @Row("PI-30")
    default void shouldTellAWaitingTakerOfBytesAndOfTheEnd() {
        PipeProbe pipe = pipe();
        Call<Integer> taker = Call.start(() -> pipe.object().direct().take(GiftRows::unexpected, Deadlines.never()));
        pipe.scheduler().awaitParked(1);

        pipe.write("x");

        assertThat(taker.result()).isEqualTo(DirectPipe.NO_GIFT);
        pipe.read(1);
        pipe.object().opened(1, 0);
        assertThat(pipe.take(GiftRows::unexpected)).isZero();
    }

    @Test
    @Row({"PI-28", "PI-30"})
    default void shouldMoveAndCopyTheBytesOfGifts() {
        PipeProbe from = pipe();
        PipeProbe to = from.another(PipeState.empty(PAGE, false));
        int before = from.kernel().memory().outstanding();
        from.write("a");
        from.give("BC");
        from.write("d");
        from.give("EF");

        assertThat(from.tee(to, 5)).isEqualTo(5);
        assertThat(from.splice(to, 2)).isEqualTo(2);
        assertThat(from.splice(to, 3)).isEqualTo(3);

        assertThat(to.drain()).isEqualTo("aBCdEaBCdE");
        assertThat(from.drain()).isEqualTo("F");
        assertThat(from.kernel().memory().outstanding()).isEqualTo(before);
    }

    @Test
    @Row("PI-30")
    default void shouldGoOnWithTheGiftsOfAnotherPipe() {
        PipeProbe pipe = pipe();
        pipe.give("read in part");
        pipe.write("between");
        Memory.Region second = pipe.gift("whole");
        pipe.give(second, Deadlines.never());
        pipe.write("behind");
        pipe.read(5);
        PipeState state = pipe.object().state();
        assertThat(state.contradiction()).isEmpty();
        int outstanding = pipe.kernel().memory().outstanding();

        PipeProbe next = pipe.restored();

        assertThat(next.kernel().memory().outstanding()).isEqualTo(outstanding);
        assertThat(next.object().state()).isEqualTo(state);
        next.write("!");
        List<Memory.Region> taken = new ArrayList<>();
        assertThat(next.read(7) + next.read(7)).isEqualTo("in partbetween");
        assertThat(next.take(taken::add)).isEqualTo(5);
        assertThat(taken).containsExactly(second);
        assertThat(next.drain()).isEqualTo("behind!");
        next.assertFigures(31, 31, 0, 0);
    }

    @Test
    @Row("PI-30")
    default void shouldKeepItsGiftsWhenItGrows() {
        PipeProbe pipe = pipe();
        pipe.write("a");
        pipe.give("gift");
        pipe.write("b");
        pipe.read(1);

        assertThat(pipe.object().resize(2 * PAGE)).isTrue();

        assertThat(pipe.drain()).isEqualTo("giftb");
    }
}
