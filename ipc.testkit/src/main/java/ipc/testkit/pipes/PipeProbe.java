package ipc.testkit.pipes;

import static ipc.testkit.kernel.Texts.bytesOf;
import static ipc.testkit.kernel.Texts.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.FakeKernel;
import ipc.testkit.kernel.FakeScheduler;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** One pipe under test with its kernel; calls with texts instead of buffers. */
final class PipeProbe {
    private final FakeKernel kernel;
    private final PipeMechanism mechanism;
    private final PipeObject object;

    private PipeProbe(FakeKernel kernel, PipeMechanism mechanism, PipeObject object) {
        this.kernel = kernel;
        this.mechanism = mechanism;
        this.object = object;
    }

    static PipeProbe create(FakeKernel kernel, PipeMechanism mechanism, PipeState state) {
        PipeProbe probe = new PipeProbe(kernel, mechanism, mechanism.restore("/probe", state));
        probe.object.opened(1, 1);
        return probe;
    }

    /** Returns a pipe that goes on where this one stops; this one is destroyed. */
    PipeProbe restored() {
        PipeState state = object.state();
        object.destroy();
        return create(kernel, mechanism, state);
    }

    PipeObject object() {
        return object;
    }

    FakeScheduler scheduler() {
        return kernel.scheduler();
    }

    FakeKernel kernel() {
        return kernel;
    }

    void write(String text) {
        assertThat(object.write(bytesOf(text), Deadlines.never())).isEqualTo(text.length());
    }

    int tryWrite(String text) {
        return object.write(bytesOf(text), Deadlines.immediate());
    }

    Call<Integer> startWrite(String text) {
        return startWrite(bytesOf(text), Deadlines.never());
    }

    Call<Integer> startWrite(ByteBuffer bytes, Deadline deadline) {
        return Call.start(() -> object.write(bytes, deadline));
    }

    /** Reads what is there, at most so many bytes. */
    String read(int bytes) {
        return read(bytes, Deadlines.never());
    }

    private String read(int bytes, Deadline deadline) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        int taken = object.read(buffer, deadline);
        assertThat(buffer.position()).isEqualTo(taken);
        return textOf(buffer.flip());
    }

    Call<String> startRead(int bytes, Deadline deadline) {
        return Call.start(() -> read(bytes, deadline));
    }

    int tryRead() {
        return object.read(ByteBuffer.allocate(1), Deadlines.immediate());
    }

    /** Makes a gift of a text, not yet given. */
    Memory.Region gift(String text) {
        Memory.Region gift = kernel.memory().allocate(text.length());
        gift.buffer().duplicate().put(bytesOf(text));
        return gift;
    }

    int give(String text) {
        return give(gift(text), Deadlines.never());
    }

    int give(Memory.Region gift, Deadline deadline) {
        return object.direct().give(gift, deadline);
    }

    int take(Consumer<Memory.Region> taker) {
        return object.direct().take(taker, Deadlines.immediate());
    }

    /** Moves bytes to another pipe now. */
    int splice(PipeProbe to, int bytesMax) {
        return object.direct().transfer(to.object, bytesMax, false, Deadlines.immediate());
    }

    /** Copies bytes to another pipe now. */
    int tee(PipeProbe to, int bytesMax) {
        return object.direct().transfer(to.object, bytesMax, true, Deadlines.immediate());
    }

    Call<Integer> startSplice(PipeProbe to, int bytesMax) {
        return Call.start(() -> object.direct().transfer(to.object, bytesMax, false, Deadlines.never()));
    }

    /** Makes another pipe of the same provider. */
    PipeProbe another(PipeState state) {
        return create(kernel, mechanism, state);
    }

    /** Reads until nothing is there. */
    String drain() {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        while (object.read(buffer, Deadlines.immediate()) > 0) {
            // goes on behind what was read
        }
        return textOf(buffer.flip());
    }

    /** Asserts that the books balance and say what the test knows. */
    void assertFigures(long written, long read, long dropped, int buffered) {
        assertThat(object.statistics()).isEqualTo(new PipeStatistics(written, read, dropped, buffered));
        assertThat(written).as("written = read + dropped + buffered").isEqualTo(read + dropped + buffered);
    }
}
