package ipc.kernel.swap;

import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Timeout;
import ipc.api.admin.SwapOutcome;
import ipc.api.pipes.PipeBuffer;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.Pipes;
import ipc.api.pipes.spi.PipeState;
import ipc.pipes.RingPipes;
import ipc.testkit.client.Child;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A change of the provider of pipes in which one of the two is wrong. What the kernel can know goes back to the old
 * provider; what it cannot know is written down here too.
 */
class PipeSwapFailureTest extends SwapRig {
    private static final PipeOptions PAGE = PipeOptions.readWrite().capacityBytes(PipeOptions.PAGE_BYTES);

    private final FaultyPipes old = new FaultyPipes(new RingPipes(kernel.scheduler(), kernel.memory()));
    private final FaultyPipes next = new FaultyPipes(new RingPipes(kernel.scheduler(), kernel.memory()));
    private final PipePair packets;
    private final PipePair gifts;
    private final PipePair ended;
    private final Child<Integer> waiting;
    private final String fifo = newName();

    PipeSwapFailureTest() {
        kernel.bind(old, "old", 100);
        kernel.bind(next, "next", 0);
        packets = pipes().create(PAGE.packets());
        packets.writer().write(message("one"));
        packets.writer().write(message("four"));
        gifts = pipes().create(PAGE);
        gifts.writer().write(message("ab"));
        PipeBuffer gift = pipes().newBuffer();
        gift.allocate(PipeOptions.PAGE_BYTES).put(message("cd"));
        gift.give(gifts.writer(), Timeout.forever());
        ended = pipes().create(PAGE);
        ended.writer().write(message("rest"));
        ended.writer().close();
        pipes().makeFifo(fifo, PAGE);
        waiting = start(
                ipc -> ipc.face(Pipes.class).open(fifo, PipeOptions.reading()).read(buffer()));
    }

    private Pipes pipes() {
        return ipc().face(Pipes.class);
    }

    private static String read(PipeEnd reader) {
        ByteBuffer buffer = buffer();
        assertThat(reader.read(buffer)).isEqualTo(buffer.position());
        return text(buffer);
    }

    // ---- what was planted

    private static PipeState with(PipeState state, ByteBuffer content, List<Integer> lengths) {
        return new PipeState(
                state.capacityBytes(), state.packets(), content, lengths, state.gifts(), state.statistics());
    }

    private static PipeState withoutTheLastByte(PipeState state) {
        ByteBuffer content = state.content();
        return with(state, content.limit(Math.max(0, content.limit() - 1)), state.lengths());
    }

    private static PipeState garbled(PipeState state) {
        ByteBuffer content = ByteBuffer.allocate(state.content().remaining())
                .put(state.content())
                .flip();
        return content.hasRemaining() ? with(state, content.put(0, (byte) '?'), state.lengths()) : state;
    }

    private static PipeState inOnePacket(PipeState state) {
        int all = state.lengths().stream().mapToInt(Integer::intValue).sum();
        return state.packets() ? with(state, state.content(), List.of(all)) : state;
    }

    private static PipeState withPacketsReversed(PipeState state) {
        return with(state, state.content(), state.lengths().reversed());
    }

    /** Copies gifts behind the other bytes. */
    private static PipeState withoutGifts(PipeState state) {
        ByteBuffer content = ByteBuffer.allocate((int) state.bytes()).put(state.content());
        state.gifts().forEach(gift -> content.put(gift.region().buffer().slice()));
        return new PipeState(
                state.capacityBytes(), state.packets(), content.flip(), state.lengths(), List.of(), state.statistics());
    }

    private static PipeState withoutFigures(PipeState state) {
        int there = (int) state.bytes();
        return new PipeState(
                state.capacityBytes(),
                state.packets(),
                state.content(),
                state.lengths(),
                state.gifts(),
                new PipeStatistics(there, 0, 0, there));
    }

    private void shouldRollBack(String why) {
        shouldRollBack("pipes", why);

        assertThat(read(packets.reader())).isEqualTo("one");
        assertThat(read(packets.reader())).isEqualTo("four");
        assertThat(read(gifts.reader())).isEqualTo("ab");
        assertThat(pipes().newBuffer().take(gifts.reader(), Timeout.forever())).isEqualTo(2);
        assertThat(read(ended.reader())).isEqualTo("rest");
        assertThat(ended.reader().read(buffer())).as("the end").isZero();
        pipes().open(fifo, PipeOptions.writing()).write(message("x"));
        assertThat(waiting.result()).isOne();
        await(() -> next.alive.get() == 0);
    }

    private void shouldSwitch() {
        assertThat(swap("pipes").outcome()).isEqualTo(SwapOutcome.SWITCHED);
        assertThat(serving("pipes")).isEqualTo("next");
    }

    // ---- the successor is wrong

    @Test
    void shouldRollBackIfTheImportThrows() {
        next.onRestore = SwapRig::fail;

        shouldRollBack("IMPORT failed: java.lang.IllegalStateException: planned");
    }

    @Test
    void shouldRollBackIfTheImportGarblesBytes() {
        next.imported = PipeSwapFailureTest::garbled;

        shouldRollBack("sums are equal, contents or order are not");
    }

    @Test
    void shouldRollBackIfTheImportMergesPackets() {
        next.imported = PipeSwapFailureTest::inOnePacket;

        shouldRollBack("packets=2");
    }

    @Test
    void shouldRollBackIfTheImportCutsPacketsElsewhere() {
        next.imported = PipeSwapFailureTest::withPacketsReversed;

        shouldRollBack("sums are equal, contents or order are not");
    }

    @Test
    void shouldRollBackIfTheImportCopiesGifts() {
        next.imported = PipeSwapFailureTest::withoutGifts;

        shouldRollBack("gifts=1");
    }

    @Test
    void shouldRollBackIfTheImportBeginsToCountAnew() {
        packets.writer().write(message("third"));
        assertThat(read(packets.reader())).isEqualTo("one");
        next.imported = PipeSwapFailureTest::withoutFigures;

        shouldRollBack("pipes", "written=12, read=3");
    }

    @Test
    void shouldRollBackIfTheSuccessorThrowsWhenToldWhichEndsAreOpen() {
        next.onOpened = SwapRig::fail;

        shouldRollBack("CHECK failed: java.lang.IllegalStateException: planned");
    }

    // ---- the old one is wrong

    @Test
    void shouldRollBackIfTheExportLosesAByte() {
        old.exported = PipeSwapFailureTest::withoutTheLastByte;

        shouldRollBack("bytes are there, the figures say");
    }

    @Test
    void shouldRollBackIfTheExportLosesPartOfAPacket() {
        old.exported = state -> state.packets() ? with(state, state.content(), List.of(3, 3)) : state;

        shouldRollBack("contradicts itself: 7 bytes are there, the packets say 6");
    }

    @Test
    void shouldRollBackIfTheExportPutsAGiftWhereNothingIs() {
        old.exported = state -> state.gifts().isEmpty()
                ? state
                : new PipeState(
                        state.capacityBytes(),
                        state.packets(),
                        state.content(),
                        state.lengths(),
                        List.of(new PipeState.Gift(
                                3, 0, state.gifts().getFirst().region())),
                        state.statistics());

        shouldRollBack("contradicts itself: 2 bytes are in the ring, the gifts say");
    }

    // ---- what nobody can know

    /** The figures count bytes, not packets. */
    @Test
    void shouldNotNoticeThatTheExportMergesPackets() {
        old.exported = PipeSwapFailureTest::inOnePacket;

        shouldSwitch();

        assertThat(read(packets.reader())).isEqualTo("onefour");
    }

    /** Which ends are open is not in the state: the kernel tells the successor, and cannot see whether it listens. */
    @Test
    void shouldNotNoticeThatTheSuccessorDoesNotListenWhenToldOfAnEnd() {
        next.deaf = true;

        shouldSwitch();

        assertThat(read(ended.reader())).isEqualTo("rest");
        assertThat(ended.reader().tryRead(buffer())).as("not the end").isNegative();
    }
}
