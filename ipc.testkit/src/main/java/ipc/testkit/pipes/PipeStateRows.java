package ipc.testkit.pipes;

import static ipc.testkit.kernel.Failures.errnoOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.spi.PipeState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import ipc.testkit.rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** State, capacity and memory of a pipe. */
interface PipeStateRows extends PipeRows {
    @Test
    default void shouldExportItsBytesAndFigures() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE - 2));
        pipe.read(PAGE);
        pipe.write("across");

        PipeState state = pipe.object().state();

        assertThat(state.contradiction()).isEmpty();
        assertThat(Texts.textOf(state.content())).isEqualTo("across");
        assertThat(state.statistics()).isEqualTo(new PipeStatistics(PAGE + 4, PAGE - 2, 0, 6));
        assertThat(state.capacityBytes()).isEqualTo(PAGE);
    }

    @Test
    default void shouldGoOnWhereAnotherPipeStopped() {
        PipeProbe pipe = pipe();
        pipe.write("before");
        pipe.read(2);
        PipeState state = pipe.object().state();

        PipeProbe next = pipe.restored();

        assertThat(next.object().state()).isEqualTo(state);
        next.write("after");
        assertThat(next.drain()).isEqualTo("foreafter");
        next.assertFigures(11, 11, 0, 0);
    }

    @Test
    @Row("PI-25")
    default void shouldGoOnWithThePacketsOfAnotherPipe() {
        PipeProbe pipe = packets(PAGE);
        pipe.write("gone");
        pipe.write("packet");
        pipe.write("two");
        pipe.read(1);
        PipeState state = pipe.object().state();
        assertThat(state.lengths()).isEqualTo(List.of(6, 3));

        PipeProbe next = pipe.restored();

        assertThat(next.object().state()).isEqualTo(state);
        assertThat(next.read(100)).isEqualTo("packet");
        assertThat(next.read(100)).isEqualTo("two");
        next.assertFigures(13, 10, 3, 0);
    }

    @Test
    default void shouldExportWhileCallsAreParked() {
        PipeProbe pipe = pipe();
        Call<String> reader = pipe.startRead(10, Deadlines.never());
        pipe.scheduler().awaitParked(1);

        PipeProbe next = pipe.restored();
        pipe.scheduler().unwindAll();

        assertThat(reader.failure()).isInstanceOf(CallUnwound.class);
        next.write("for the next");
        assertThat(next.drain()).isEqualTo("for the next");
    }

    @Test
    default void shouldGiveAStateThatNobodyChanges() {
        PipeProbe pipe = pipe();
        pipe.write("before");
        PipeState state = pipe.object().state();

        pipe.read(6);
        pipe.write("after!");

        assertThat(Texts.textOf(state.content())).isEqualTo("before");
        assertThat(state.content().isReadOnly()).isTrue();
    }

    @Test
    default void shouldKeepItsBytesWhenItGrows() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE));
        Call<Integer> writer = pipe.startWrite("waits");
        pipe.scheduler().awaitParked(1);

        assertThat(pipe.object().resize(2 * PAGE)).isTrue();

        assertThat(writer.result()).isEqualTo(5);
        assertThat(pipe.tryWrite("y".repeat(PAGE - 5))).isEqualTo(PAGE - 5);
        assertThat(pipe.drain()).hasSize(2 * PAGE).contains("xwaitsy");
        assertThat(pipe.object().state().capacityBytes()).isEqualTo(2 * PAGE);
    }

    @Test
    @Row("PI-23")
    default void shouldNotShrinkBelowWhatIsInside() {
        PipeProbe pipe = pipe(PipeState.empty(2 * PAGE, false));
        pipe.write("x".repeat(PAGE + 1));
        long used = pipe.kernel().memory().usedBytes();

        assertThat(pipe.object().resize(PAGE)).isFalse();

        assertThat(pipe.kernel().memory().usedBytes()).isEqualTo(used);
        pipe.read(1);
        assertThat(pipe.object().resize(PAGE)).isTrue();
        assertThat(pipe.drain()).hasSize(PAGE);
        assertThat(pipe.kernel().memory().usedBytes()).isLessThan(used);
    }

    @Test
    @Row("PI-23")
    default void shouldNotShrinkBelowThePacketsInside() {
        PipeProbe pipe = packets(2 * PAGE);
        for (int i = 0; i <= PAGE / 64; i++) {
            pipe.write("p");
        }

        assertThat(pipe.object().resize(PAGE)).isFalse();

        pipe.read(1);
        assertThat(pipe.object().resize(PAGE)).isTrue();
        assertThat(pipe.drain()).hasSize(PAGE / 64);
    }

    @Test
    default void shouldStayAsItWasWithoutMemoryToGrow() {
        PipeProbe pipe = pipe();
        pipe.write("kept");
        pipe.kernel().memory().limit(pipe.kernel().memory().usedBytes());

        assertThat(errnoOf(catchThrowable(() -> pipe.object().resize(2 * PAGE))))
                .isEqualTo(Errno.ENOMEM);

        assertThat(pipe.object().state().capacityBytes()).isEqualTo(PAGE);
        assertThat(pipe.drain()).isEqualTo("kept");
    }

    @Test
    default void shouldGiveAllMemoryBack() {
        PipeProbe pipe = packets(PAGE);
        assertThat(pipe.kernel().memory().usedBytes()).isGreaterThanOrEqualTo(PAGE);
        pipe.write("x");
        pipe.object().resize(2 * PAGE);

        pipe.object().destroy();

        assertThat(pipe.kernel().memory().outstanding()).isZero();
    }
}
