package ipc.kernel.swap;

import static ipc.testkit.client.ChannelClient.channelsOf;
import static ipc.testkit.client.ChannelClient.take;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.admin.SwapOutcome;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.DirectionStatistics;
import ipc.api.channels.spi.ChannelState;
import ipc.api.channels.spi.ChannelState.Direction;
import ipc.api.channels.spi.ChannelState.Message;
import ipc.api.channels.spi.ChannelState.Open;
import ipc.channels.RingChannels;
import ipc.testkit.client.ChannelClient;
import ipc.testkit.client.Child;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A change of the provider of channels in which one of the two is wrong. What the kernel can know goes back to the old
 * provider; what it cannot know is written down here too.
 */
class ChannelSwapFailureTest extends SwapRig implements ChannelClient {
    private final FaultyChannels old = new FaultyChannels(new RingChannels(kernel.scheduler(), kernel.memory()));
    private final FaultyChannels next = new FaultyChannels(new RingChannels(kernel.scheduler(), kernel.memory()));
    private final ChannelPair pair;
    private final ChannelLoan reading;
    private final ChannelLoan filling;
    private final Child<String> caller;
    private final Channel server;
    private final ByteBuffer request = buffer();

    ChannelSwapFailureTest() {
        kernel.bind(old, "old", 100);
        kernel.bind(next, "next", 0);
        pair = channels()
                .create(ChannelOptions.standard()
                        .both(ChannelClient.two().depthMax(8).bytesMax(512).priorities(3)));
        reading = pair.second().newLoan();
        filling = pair.first().newLoan();
        pair.first().send(message("leased"), 1);
        reading.receive(Timeout.forever());
        filling.claim(6, Timeout.forever()).put(message("filled"));
        pair.first().sendHandles(message("laden"), List.of(newPair().first()), 0, Timeout.forever());
        pair.first().send(message("high"), 2);
        String name = newName();
        ChannelListener listener = channels().listen(name, ChannelClient.small());
        caller = start(ipc -> {
            ByteBuffer reply = buffer();
            channelsOf(ipc).connect(name, Timeout.forever()).call(message("0000asked"), reply, Timeout.forever());
            return text(reply).substring(Channel.TRANSACTION_BYTES);
        });
        server = listener.accept(Timeout.forever());
        server.receive(request);
    }

    // ---- what was planted

    private static UnaryOperator<ChannelState> inBoth(UnaryOperator<Direction> change) {
        return state -> new ChannelState(change.apply(state.fromFirst()), change.apply(state.fromSecond()));
    }

    private static UnaryOperator<ChannelState> inMessages(UnaryOperator<List<Message>> change) {
        return inBoth(way ->
                new Direction(way.options(), way.open(), change.apply(way.messages()), way.calls(), way.statistics()));
    }

    private static UnaryOperator<ChannelState> inEach(UnaryOperator<Message> change) {
        return inMessages(messages -> messages.stream().map(change).toList());
    }

    private static ChannelState withoutCalls(ChannelState state) {
        return inBoth(way -> new Direction(way.options(), way.open(), way.messages(), List.of(), way.statistics()))
                .apply(state);
    }

    private static ChannelState withoutCargo(ChannelState state) {
        return inEach(each -> new Message(each.bytes(), each.priority(), 0, each.lease()))
                .apply(state);
    }

    private static ChannelState withoutPriorities(ChannelState state) {
        return inEach(each -> new Message(each.bytes(), 0, each.cargo(), each.lease()))
                .apply(state);
    }

    private static ChannelState withoutLeases(ChannelState state) {
        return inEach(each -> new Message(each.bytes(), each.priority(), each.cargo(), 0))
                .apply(state);
    }

    private static ChannelState withoutTheLast(ChannelState state) {
        return inMessages(messages -> messages.subList(0, Math.max(0, messages.size() - 1)))
                .apply(state);
    }

    private static ChannelState withoutFigures(ChannelState state) {
        return inBoth(way -> {
                    int there = way.messages().size();
                    long bytes = way.statistics().queuedBytes();
                    DirectionStatistics none = new DirectionStatistics(there, 0, there, bytes, 0, 0, 0, there);
                    return new Direction(way.options(), way.open(), way.messages(), way.calls(), none);
                })
                .apply(state);
    }

    private static ChannelState open(ChannelState state) {
        return inBoth(way -> new Direction(
                        way.options(), new Open(true, true), way.messages(), way.calls(), way.statistics()))
                .apply(state);
    }

    private void shouldRollBack(String why) {
        shouldRollBack("channels", why);

        server.send(request.flip(), 0);
        assertThat(caller.result()).isEqualTo("asked");
        reading.release();
        filling.send(1);
        assertThat(take(pair.second())).isEqualTo("high");
        assertThat(take(pair.second())).isEqualTo("filled");
        assertThat(pair.second().receiveHandles(buffer(), 1, Timeout.forever())).hasSize(1);
        assertThat(pair.second().tryReceive(buffer())).isNegative();
        assertThat(pair.second().status().incoming().received()).isEqualTo(4);
        await(() -> next.alive.get() == 0);
    }

    private void shouldSwitch() {
        assertThat(swap("channels").outcome()).isEqualTo(SwapOutcome.SWITCHED);
        assertThat(serving("channels")).isEqualTo("next");
    }

    // ---- the successor is wrong

    @Test
    void shouldRollBackIfTheImportThrows() {
        next.onRestore = SwapRig::fail;

        shouldRollBack("IMPORT failed: java.lang.IllegalStateException: planned");
    }

    @Test
    void shouldRollBackIfTheImportForgetsCalls() {
        next.imported = ChannelSwapFailureTest::withoutCalls;

        shouldRollBack("calls=1");
    }

    @Test
    void shouldRollBackIfTheImportForgetsWhatMessagesCarry() {
        next.imported = ChannelSwapFailureTest::withoutCargo;

        shouldRollBack("cargoes=1");
    }

    @Test
    void shouldRollBackIfTheImportForgetsPriorities() {
        next.imported = ChannelSwapFailureTest::withoutPriorities;

        shouldRollBack("sums are equal, contents or order are not");
    }

    @Test
    void shouldRollBackIfTheImportForgetsLeases() {
        next.imported = ChannelSwapFailureTest::withoutLeases;

        shouldRollBack("leases=1");
    }

    @Test
    void shouldRollBackIfTheImportBeginsToCountAnew() {
        next.imported = ChannelSwapFailureTest::withoutFigures;

        shouldRollBack("exported {");
    }

    @Test
    void shouldRollBackIfTheImportOpensWhatIsClosed() {
        ChannelPair closed = newPair();
        closed.second().close();
        next.imported = ChannelSwapFailureTest::open;

        shouldRollBack("sums are equal, contents or order are not");
        assertThat(closed.first().status().peerClosed()).isTrue();
    }

    @Test
    void shouldRollBackIfALeaseIsNotFoundAgain() {
        next.found = slot -> {
            fail();
            return slot;
        };

        shouldRollBack("CHECK failed: java.lang.IllegalStateException: planned");
    }

    @Test
    @SuppressWarnings("NullAway") // what no provider may do
    void shouldRollBackIfALeaseIsAnsweredWithNothing() {
        next.found = slot -> null;

        shouldRollBack("holds LEASE, which was not found again");
    }

    @Test
    void shouldRollBackIfThereIsNoRoomForWhatIsClaimed() {
        next.claimed = slot -> {
            Objects.requireNonNull(slot).settle(false);
            return null;
        };

        shouldRollBack("no room for a message that was claimed");
    }

    // ---- the old one is wrong

    @Test
    void shouldRollBackIfTheExportLosesAMessage() {
        old.exported = ChannelSwapFailureTest::withoutTheLast;

        assertExportIsRefused("contradicts itself: first end's: 3 messages were sent, 2 are accounted for");
    }

    @Test
    void shouldRollBackIfTheExportClosesOneEndOfADirection() {
        old.exported = state -> new ChannelState(
                new Direction(
                        state.fromFirst().options(),
                        new Open(false, true),
                        state.fromFirst().messages(),
                        state.fromFirst().calls(),
                        state.fromFirst().statistics()),
                state.fromSecond());

        assertExportIsRefused("contradicts itself: the directions do not agree which ends are open");
    }

    private void assertExportIsRefused(String why) {
        shouldRollBack("channels", why);
        old.exported = UnaryOperator.identity();
        shouldSwitch();
        assertThat(take(pair.second())).isEqualTo("high");
    }

    // ---- what nobody can know

    /** No figure counts them, and the kernel keeps no list: the check compares what came out with what went in. */
    @Test
    void shouldNotNoticeThatTheExportForgetsCalls() {
        awaitBlocked(caller.process());
        old.exported = ChannelSwapFailureTest::withoutCalls;

        shouldSwitch();

        assertFails(Errno.EPIPE, caller::result);
    }

    /** The kernel keeps the handles, but it does not ask every message for its own. */
    @Test
    void shouldNotNoticeThatTheExportForgetsWhatMessagesCarry() {
        old.exported = ChannelSwapFailureTest::withoutCargo;

        shouldSwitch();

        assertThat(take(pair.second())).isEqualTo("high");
        assertThat(take(pair.second())).isEqualTo("laden");
    }
}
