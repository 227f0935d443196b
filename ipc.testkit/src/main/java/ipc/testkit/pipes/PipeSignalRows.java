package ipc.testkit.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Signal;
import ipc.api.spi.Waitable;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import org.junit.jupiter.api.Test;

/** What can be waited for together with other objects. */
interface PipeSignalRows extends PipeRows {
    private static boolean asserts(Waitable end, Signal signal) {
        return end.assertedAt(signal) == 0;
    }

    @Test
    default void shouldBeReadableWhileThereAreBytes() {
        PipeProbe pipe = pipe();

        boolean before = asserts(pipe.object().readEnd(), Signal.READABLE);
        pipe.write("x");

        assertThat(before).isFalse();
        assertThat(asserts(pipe.object().readEnd(), Signal.READABLE)).isTrue();
        assertThat(asserts(pipe.object().readEnd(), Signal.PEER_CLOSED)).isFalse();
    }

    @Test
    default void shouldBeWritableWhileThereIsRoomForAPiece() {
        PipeProbe pipe = pipe();

        boolean before = asserts(pipe.object().writeEnd(), Signal.WRITABLE);
        pipe.write("x");

        assertThat(before).isTrue();
        assertThat(asserts(pipe.object().writeEnd(), Signal.WRITABLE)).isFalse();
    }

    @Test
    default void shouldTellThatTheOtherEndIsClosed() {
        PipeProbe pipe = pipe();
        pipe.object().opened(1, 0);

        assertThat(asserts(pipe.object().readEnd(), Signal.PEER_CLOSED)).isTrue();
        assertThat(asserts(pipe.object().readEnd(), Signal.READABLE)).isTrue();
        assertThat(asserts(pipe.object().writeEnd(), Signal.PEER_CLOSED)).isFalse();
        pipe.object().opened(0, 1);
        assertThat(asserts(pipe.object().writeEnd(), Signal.PEER_CLOSED)).isTrue();
        assertThat(asserts(pipe.object().writeEnd(), Signal.WRITABLE)).isTrue();
    }

    @Test
    default void shouldWaitWhereSignalsAreRaised() {
        PipeProbe pipe = pipe();
        Call<String> reader = pipe.startRead(1, Deadlines.never());
        pipe.scheduler().awaitParked(1);

        int forBytes = pipe.object().readEnd().raised(Signal.READABLE).waiting();
        int forRoom = pipe.object().writeEnd().raised(Signal.WRITABLE).waiting();

        assertThat(forBytes).isEqualTo(1);
        assertThat(forRoom).isZero();
        pipe.write("x");
        assertThat(reader.result()).isEqualTo("x");
    }
}
