package ipc.testkit.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.DirectionStatistics;
import ipc.api.channels.spi.ChannelCalls;
import ipc.api.channels.spi.ChannelEnd;
import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Deadline;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.FakeKernel;
import ipc.testkit.kernel.FakeScheduler;
import ipc.testkit.kernel.Texts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One channel under test with its kernel; calls with texts instead of buffers. Tests send from the first end. */
final class ChannelProbe {
    static final int BYTES_MAX = 32;

    private final FakeKernel kernel;
    private final ChannelMechanism mechanism;
    private final ChannelObject object;

    /** Cargoes that died, in that order. */
    private final List<Long> died;

    private ChannelProbe(FakeKernel kernel, ChannelMechanism mechanism, ChannelState state, List<Long> died) {
        this.kernel = kernel;
        this.mechanism = mechanism;
        this.died = died;
        this.object = mechanism.restore("probe", state, cargo -> {
            assertThat(kernel.scheduler().locksHeld())
                    .as("locks held when told")
                    .isEmpty();
            died.add(cargo);
        });
    }

    static ChannelProbe create(FakeKernel kernel, ChannelMechanism mechanism, ChannelOptions options) {
        return new ChannelProbe(kernel, mechanism, ChannelState.empty(options), new CopyOnWriteArrayList<>());
    }

    static DirectionOptions small(int depthMax) {
        return DirectionOptions.standard()
                .depthMax(depthMax)
                .bytesMax(depthMax * BYTES_MAX)
                .messageBytesMax(BYTES_MAX);
    }

    /** {@return a channel that goes on where this one stops; this one is destroyed} */
    ChannelProbe restored() {
        ChannelState state = object.state();
        object.destroy();
        return new ChannelProbe(kernel, mechanism, state, died);
    }

    ChannelObject object() {
        return object;
    }

    ChannelState state() {
        return object.state();
    }

    ChannelEnd first() {
        return object.end(0);
    }

    ChannelEnd second() {
        return object.end(1);
    }

    ChannelCalls calls() {
        return object.calls(0);
    }

    FakeScheduler scheduler() {
        return kernel.scheduler();
    }

    FakeKernel kernel() {
        return kernel;
    }

    List<Long> died() {
        return died;
    }

    void send(String text) {
        send(text, 0);
    }

    void send(String text, int priority) {
        assertThat(first().send(Texts.bytesOf(text), priority, 0, Deadlines.never()))
                .isTrue();
    }

    void sendCargo(String text, long cargo) {
        assertThat(first().send(Texts.bytesOf(text), 0, cargo, Deadlines.never()))
                .isTrue();
    }

    boolean trySend(String text) {
        return first().send(Texts.bytesOf(text), 0, 0, Deadlines.immediate());
    }

    Call<Boolean> startSend(String text, Deadline deadline) {
        return Call.start(() -> first().send(Texts.bytesOf(text), 0, 0, deadline));
    }

    String receive() {
        return Objects.requireNonNull(receive(second(), Deadlines.never()));
    }

    @Nullable
    String tryReceive() {
        return receive(second(), Deadlines.immediate());
    }

    Call<String> startReceive(Deadline deadline) {
        return Call.start(() -> Objects.requireNonNull(receive(second(), deadline)));
    }

    /** {@return the text of the first message without cargo, or null for "not now"} */
    @Nullable
    static String receive(ChannelEnd end, Deadline deadline) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES_MAX);
        return end.receive(buffer, 0, deadline) < 0 ? null : Texts.textOf(buffer.flip());
    }

    /** {@return every message that can be received now, in that order} */
    List<String> drain() {
        List<String> texts = new ArrayList<>();
        for (String text = tryReceive(); text != null; text = tryReceive()) {
            texts.add(text);
        }
        return texts;
    }

    /** Begins a call from the first end whose request is four bytes and a text. */
    boolean begin(int transaction, String text) {
        return calls().begin(Texts.bytesOf("????" + text), transaction, BYTES_MAX, Deadlines.never());
    }

    Call<String> startAwait(int transaction, Deadline deadline) {
        return Call.start(() -> {
            ByteBuffer buffer = ByteBuffer.allocate(BYTES_MAX);
            assertThat(calls().await(transaction, buffer, deadline)).isTrue();
            return Texts.textOf(buffer.flip().position(Integer.BYTES));
        });
    }

    /** Sends a message that begins with a transaction, from the second end. */
    void reply(int transaction, String text) {
        assertThat(second().send(replyOf(transaction, text), 0, 0, Deadlines.never()))
                .isTrue();
    }

    static ByteBuffer replyOf(int transaction, String text) {
        return ByteBuffer.allocate(BYTES_MAX)
                .putInt(transaction)
                .put(Texts.bytesOf(text))
                .flip();
    }

    DirectionStatistics figures() {
        return object.view(0).outgoing();
    }

    /** Asserts that the books of a direction balance. */
    static void assertBalance(DirectionStatistics figures) {
        assertThat(figures.sent())
                .as("sent = received + queued + dropped + discarded in " + figures)
                .isEqualTo(figures.received() + figures.queued() + figures.droppedOldest() + figures.discarded());
    }
}
