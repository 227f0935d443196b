package ipc.testkit.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.FakeKernel;
import ipc.testkit.kernel.FakeScheduler;
import ipc.testkit.kernel.Texts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One queue under test with its kernel and its listener; calls with texts instead of buffers. */
final class QueueProbe {
    static final int BYTES_MAX = 32;

    private final FakeKernel kernel;
    private final QueueMechanism mechanism;
    private final RecordingListener listener;
    private final QueueObject object;
    private final int bytesMax;

    private QueueProbe(FakeKernel kernel, QueueMechanism mechanism, RecordingListener listener, QueueObject object) {
        this.kernel = kernel;
        this.mechanism = mechanism;
        this.listener = listener;
        this.object = object;
        bytesMax = object.state().options().messageBytesMax();
    }

    static QueueProbe create(FakeKernel kernel, QueueMechanism mechanism, QueueOptions options) {
        RecordingListener listener = new RecordingListener(kernel.scheduler());
        return new QueueProbe(kernel, mechanism, listener, mechanism.create("/probe", options, listener));
    }

    static QueueOptions options(int depthMax, int priorities) {
        return QueueOptions.readWrite()
                .create(0600)
                .depthMax(depthMax)
                .messageBytesMax(BYTES_MAX)
                .priorities(priorities);
    }

    /** {@return a queue that goes on where this one stops; this one is destroyed} */
    QueueProbe restored() {
        return restored(mechanism);
    }

    QueueProbe restored(QueueMechanism successor) {
        QueueState state = object.state();
        object.destroy();
        return restored(successor, state);
    }

    /** {@return a queue of this one's mechanism that begins with another state} */
    QueueProbe restored(QueueState state) {
        return restored(mechanism, state);
    }

    private QueueProbe restored(QueueMechanism successor, QueueState state) {
        return new QueueProbe(kernel, successor, listener, successor.restore("/probe", state, listener));
    }

    boolean asserts(Signal signal) {
        return object.assertedAt(signal) <= scheduler().nowNanos();
    }

    QueueObject object() {
        return object;
    }

    FakeScheduler scheduler() {
        return kernel.scheduler();
    }

    FakeKernel kernel() {
        return kernel;
    }

    RecordingListener listener() {
        return listener;
    }

    QueueStatistics statistics() {
        return object.statistics();
    }

    void send(String text, int priority) {
        assertThat(object.send(Texts.bytesOf(text), priority, Long.MAX_VALUE, Deadlines.never()))
                .isTrue();
    }

    /** Sends a message that lives so long from now on. */
    void sendExpiring(String text, int priority, long nanos) {
        long expiry = scheduler().nowNanos() + nanos;
        assertThat(object.send(Texts.bytesOf(text), priority, expiry, Deadlines.never()))
                .isTrue();
    }

    boolean trySend(String text, int priority) {
        return object.send(Texts.bytesOf(text), priority, Long.MAX_VALUE, Deadlines.immediate());
    }

    Call<Boolean> startSend(String text, int priority, Deadline deadline) {
        return Call.start(() -> object.send(Texts.bytesOf(text), priority, Long.MAX_VALUE, deadline));
    }

    Call<Boolean> startSendExpiring(String text, int priority, long nanos) {
        long expiry = scheduler().nowNanos() + nanos;
        return Call.start(() -> object.send(Texts.bytesOf(text), priority, expiry, Deadlines.never()));
    }

    String receive() {
        return Objects.requireNonNull(receive(Deadlines.never()));
    }

    @Nullable
    String tryReceive() {
        return receive(Deadlines.immediate());
    }

    /** {@return the text of the first message, or null for "not now"} */
    @Nullable
    String receive(Deadline deadline) {
        ByteBuffer buffer = ByteBuffer.allocate(bytesMax);
        return object.receive(buffer, deadline) < 0 ? null : Texts.textOf(buffer.flip());
    }

    Call<String> startReceive(Deadline deadline) {
        return Call.start(() -> Objects.requireNonNull(receive(deadline)));
    }

    Call<Integer> startSendAll(String... texts) {
        return Call.start(() -> object.sendAll(Texts.allBytesOf(texts), 0, Long.MAX_VALUE, Deadlines.never()));
    }

    /** {@return the texts of at most so many messages, received in one call that waits for the first} */
    List<String> receiveAll(int count) {
        return receiveAll(count, Deadlines.never());
    }

    List<String> receiveAll(int count, Deadline deadline) {
        List<ByteBuffer> buffers = buffers(count);
        int received = object.receiveAll(buffers, deadline);
        return buffers.subList(0, received).stream()
                .map(buffer -> Texts.textOf(buffer.flip()))
                .toList();
    }

    static List<ByteBuffer> buffers(int count) {
        return Stream.generate(() -> ByteBuffer.allocate(BYTES_MAX))
                .limit(count)
                .toList();
    }

    /** {@return every message that can be received now, in that order} */
    List<String> drain() {
        List<String> texts = new ArrayList<>();
        for (String text = tryReceive(); text != null; text = tryReceive()) {
            texts.add(text);
        }
        return texts;
    }

    QueueSlot loan() {
        return Objects.requireNonNull(object.loan(Deadlines.never()));
    }

    @Nullable
    QueueSlot tryLoan() {
        return object.loan(Deadlines.immediate());
    }

    QueueSlot lease() {
        return Objects.requireNonNull(object.lease(Deadlines.never()));
    }

    @Nullable
    QueueSlot tryLease() {
        return object.lease(Deadlines.immediate());
    }

    /** Fills a loan and sends it. */
    static void publish(QueueSlot loan, String text, int priority) {
        publish(loan, text, priority, Long.MAX_VALUE);
    }

    static void publish(QueueSlot loan, String text, int priority, long expiryNanos) {
        ByteBuffer bytes = Texts.bytesOf(text);
        loan.bytes().put(0, bytes, 0, bytes.remaining());
        loan.publish(bytes.remaining(), priority, expiryNanos);
    }

    /** Asserts that the books balance and say what the test knows. */
    void assertFigures(long sent, long received, int queued, int leased, long expired) {
        QueueStatistics figures = statistics();
        assertThat(figures.sent()).as("sent").isEqualTo(sent);
        assertThat(figures.received()).as("received").isEqualTo(received);
        assertThat(figures.queued()).as("queued").isEqualTo(queued);
        assertThat(figures.leased()).as("leased").isEqualTo(leased);
        assertThat(figures.expired()).as("expired").isEqualTo(expired);
        assertThat(figures.sent())
                .as("sent = received + queued + leased + expired")
                .isEqualTo(figures.received() + figures.queued() + figures.leased() + figures.expired());
    }
}
