package ipc.testkit.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Signal;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import org.junit.jupiter.api.Test;

/** What can be waited for together with other objects. */
interface SignalRows extends QueueRows {
    @Test
    default void shouldBeReadableWhileThereIsAMessage() {
        QueueProbe queue = queue(2);

        boolean before = queue.asserts(Signal.READABLE);
        queue.send("a", 0);
        boolean between = queue.asserts(Signal.READABLE);
        queue.receive();

        assertThat(before).isFalse();
        assertThat(between).isTrue();
        assertThat(queue.asserts(Signal.READABLE)).isFalse();
    }

    @Test
    default void shouldBeWritableWhileThereIsRoom() {
        QueueProbe queue = queue(1);

        boolean before = queue.asserts(Signal.WRITABLE);
        queue.send("a", 0);

        assertThat(before).isTrue();
        assertThat(queue.asserts(Signal.WRITABLE)).isFalse();
    }

    @Test
    default void shouldWaitWhereSignalsAreRaised() {
        QueueProbe queue = queue(2);
        Call<String> receiver = queue.startReceive(Deadlines.never());
        queue.scheduler().awaitParked(1);

        int forMessages = queue.object().raised(Signal.READABLE).waiting();
        int forRoom = queue.object().raised(Signal.WRITABLE).waiting();

        assertThat(forMessages).isEqualTo(1);
        assertThat(forRoom).isZero();
        queue.send("a", 0);
        assertThat(receiver.result()).isEqualTo("a");
    }
}
