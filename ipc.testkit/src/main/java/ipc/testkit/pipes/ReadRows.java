package ipc.testkit.pipes;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.kernel.Texts.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.pipes.spi.PipeObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

/** What a pipe owes a reader. */
interface ReadRows extends PipeRows {
    @Test
    @Row("PI-10")
    default void shouldReturnWhatIsThere() {
        PipeProbe pipe = pipe();
        pipe.write("ab");
        pipe.write("cd");

        assertThat(pipe.read(100)).isEqualTo("abcd");
    }

    @Test
    default void shouldReturnNoMoreThanIsAsked() {
        PipeProbe pipe = pipe();
        pipe.write("abcdef");

        assertThat(pipe.read(4)).isEqualTo("abcd");

        pipe.assertFigures(6, 4, 0, 2);
    }

    @Test
    default void shouldKeepTheOrderAcrossItsEnd() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE - 2));
        pipe.read(PAGE);

        pipe.write("across");

        assertThat(pipe.read(3)).isEqualTo("acr");
        assertThat(pipe.read(100)).isEqualTo("oss");
    }

    @Test
    default void shouldReadIntoTheRestOfADirectBuffer() {
        PipeProbe pipe = pipe();
        pipe.write("x".repeat(PAGE - 2));
        pipe.read(PAGE);
        pipe.write("across");
        ByteBuffer buffer = ByteBuffer.allocateDirect(7).put((byte) '>');

        assertThat(pipe.object().read(buffer, Deadlines.never())).isEqualTo(6);

        assertThat(textOf(buffer.flip())).isEqualTo(">across");
    }

    @Test
    @Row("PI-08")
    default void shouldBlockTheReaderUntilSomethingIsWritten() {
        PipeProbe pipe = pipe();
        Call<String> reader = pipe.startRead(100, Deadlines.never());
        pipe.scheduler().awaitParked(1);

        pipe.write("late");

        assertThat(reader.result()).isEqualTo("late");
    }

    @Test
    @Row("PI-08")
    default void shouldAnswerNotNowWhileItIsEmptyAndSomebodyMayWrite() {
        assertThat(pipe().tryRead()).isEqualTo(PipeObject.NOT_NOW);
    }

    @Test
    @Row("PI-09")
    default void shouldFindTheEndRepeatedlyWhereNobodyWrites() {
        PipeProbe pipe = pipe();
        pipe.write("last");
        pipe.object().opened(1, 0);

        assertThat(pipe.read(100)).isEqualTo("last");

        assertThat(pipe.read(100)).isEmpty();
        assertThat(pipe.tryRead()).isZero();
    }

    @Test
    @Row("PI-09")
    default void shouldWakeTheReadersWhenTheLastWriterLeaves() {
        PipeProbe pipe = pipe();
        Call<String> first = pipe.startRead(100, Deadlines.never());
        Call<String> second = pipe.startRead(100, Deadlines.never());
        pipe.scheduler().awaitParked(2);

        pipe.object().opened(1, 0);

        assertThat(first.result()).isEmpty();
        assertThat(second.result()).isEmpty();
    }

    @Test
    @Row("PI-22")
    default void shouldGoOnAfterTheEndWhenSomebodyWritesAgain() {
        PipeProbe pipe = pipe();
        pipe.object().opened(1, 0);
        assertThat(pipe.tryRead()).isZero();

        pipe.object().opened(1, 1);

        assertThat(pipe.tryRead()).isEqualTo(PipeObject.NOT_NOW);
        pipe.write("again");
        assertThat(pipe.read(100)).isEqualTo("again");
    }

    @Test
    @Row("PI-21")
    default void shouldLoseWhatIsInsideWhenEverybodyLeaves() {
        PipeProbe pipe = pipe();
        pipe.write("lost");
        pipe.object().opened(0, 1);
        pipe.object().opened(0, 0);

        pipe.object().opened(1, 1);

        assertThat(pipe.tryRead()).isEqualTo(PipeObject.NOT_NOW);
        pipe.assertFigures(4, 0, 4, 0);
    }

    @Test
    default void shouldKeepWhatIsInsideWhileSomebodyIsThere() {
        PipeProbe pipe = pipe();
        pipe.write("kept");
        pipe.object().opened(0, 1);

        pipe.object().opened(1, 1);

        assertThat(pipe.read(100)).isEqualTo("kept");
    }

    @Test
    default void shouldKeepWhatABufferRefuses() {
        PipeProbe pipe = pipe();
        pipe.write("kept");
        ByteBuffer readOnly = ByteBuffer.allocate(10).asReadOnlyBuffer();

        assertThatThrownBy(() -> pipe.object().read(readOnly, Deadlines.never()))
                .isInstanceOf(ReadOnlyBufferException.class);

        assertThat(pipe.read(100)).isEqualTo("kept");
    }

    @Test
    default void shouldTimeOutWhileItStaysEmpty() {
        PipeProbe pipe = pipe();
        Call<String> reader = pipe.startRead(1, Deadlines.at(pipe.scheduler().nowNanos() + 500));
        pipe.scheduler().awaitParked(1);

        pipe.scheduler().advance(500);

        assertThat(errnoOf(reader.failure())).isEqualTo(Errno.ETIMEDOUT);
    }

    @Test
    default void shouldServeTheReaderThatHasWaitedLongest() {
        PipeProbe pipe = pipe();
        Call<String> first = pipe.startRead(100, Deadlines.never());
        pipe.scheduler().awaitParked(1);
        Call<String> second = pipe.startRead(100, Deadlines.never());
        pipe.scheduler().awaitParked(2);

        pipe.write("1");
        assertThat(first.result()).isEqualTo("1");
        pipe.write("2");

        assertThat(second.result()).isEqualTo("2");
    }

    @Test
    default void shouldPassOnToTheNextReaderWhatAReaderLeaves() {
        PipeProbe pipe = pipe();
        Call<String> first = pipe.startRead(2, Deadlines.never());
        Call<String> second = pipe.startRead(2, Deadlines.never());
        pipe.scheduler().awaitParked(2);

        pipe.write("abcd");

        assertThat(first.result() + second.result()).isIn("abcd", "cdab");
    }

    @Test
    default void shouldNotLoseBytesThatComeBeforeTheTicket() {
        PipeProbe pipe = pipe();
        pipe.scheduler().atNextTicket(() -> pipe.tryWrite("x"));

        assertThat(pipe.startRead(1, Deadlines.never()).result()).isEqualTo("x");
    }

    @Test
    default void shouldNotLoseBytesThatComeBetweenTestAndPark() {
        PipeProbe pipe = pipe();
        pipe.scheduler().atNextPark(() -> pipe.write("x"));

        assertThat(pipe.startRead(1, Deadlines.never()).result()).isEqualTo("x");
    }

    @Test
    default void shouldNotLoseAnEndThatComesBetweenTestAndPark() {
        PipeProbe pipe = pipe();
        pipe.scheduler().atNextPark(() -> pipe.object().opened(1, 0));

        assertThat(pipe.startRead(1, Deadlines.never()).result()).isEmpty();
    }
}
