package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which call of a thread is the one that has had to wait. */
class PassageTest {
    private static final int GATE = 1;

    private final Task task = new LiveScheduler().current();
    private final TestCaller first = new TestCaller(1);
    private final TestCaller second = new TestCaller(2);

    private void callThatWaits(Caller caller) {
        task.enter(GATE, caller);
        assertThat(task.hasArrived()).isFalse();
        task.arrives(1, 0);
        assertThat(task.hasArrived()).isTrue();
    }

    @Test
    void shouldBeTheSameCallAfterARestart() {
        callThatWaits(first);

        task.leave();
        task.reenter(GATE, first);

        assertThat(task.hasArrived()).isTrue();
    }

    @Test
    void shouldBeTheSameCallAfterAVisitForAnotherProcess() {
        callThatWaits(first);

        task.reenter(GATE, second);
        task.reenter(GATE, first);

        assertThat(task.hasArrived()).isTrue();
    }

    /** The first call for each process, so that their numbers are the same. */
    @Test
    void shouldBeAnotherCallForEachProcess() {
        callThatWaits(first);
        callThatWaits(second);
        callThatWaits(first);
        callThatWaits(first);
    }

    @Test
    void shouldNotHaveWaitedBeforeTheFirstCall() {
        assertThat(task.hasArrived()).isFalse();
    }
}
