package ipc.testkit.mq;

import static ipc.testkit.kernel.Failures.errnoOf;
import static ipc.testkit.kernel.Texts.textOf;
import static ipc.testkit.mq.QueueProbe.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ipc.api.Errno;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.CallUnwound;
import ipc.testkit.kernel.Deadlines;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a queue survives a swap, what it counts, and what it gives back in the end. */
interface StateRows extends QueueRows {
    @Test
    default void shouldGoOnEmptyAfterASwap() {
        QueueProbe queue = queue(3);
        QueueState state = queue.object().state();

        QueueProbe successor = queue.restored();

        assertThat(successor.object().state()).isEqualTo(state);
        successor.send("a", 0);
        assertThat(successor.drain()).containsExactly("a");
    }

    @Test
    default void shouldHaveTheSameStateAfterASwap() {
        QueueProbe queue = busyQueue();
        QueueState state = queue.object().state();

        QueueProbe successor = queue.restored();

        assertThat(successor.object().state()).isEqualTo(state);
        assertThat(successor.statistics()).isEqualTo(state.statistics());
    }

    @Test
    default void shouldListMessagesInTheOrderOfDelivery() {
        QueueProbe queue = busyQueue();

        QueueState state = queue.object().state();

        assertThat(state.messages().stream().map(message -> textOf(message.bytes())))
                .containsExactly("high", "back", "expiring", "low");
        assertThat(state.messages().stream().map(QueueState.Message::priority)).containsExactly(9, 5, 5, 1);
        assertThat(state.messages().stream().map(QueueState.Message::redeliveries))
                .containsExactly(0, 1, 0, 0);
        assertThat(state.messages())
                .allSatisfy(message -> assertThat(message.lease()).isZero());
        assertThat(state.messages().get(2).expiryNanos())
                .isEqualTo(queue.scheduler().nowNanos() + 10);
        assertThat(state.messages().get(3).expiryNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(state.leased().stream().map(message -> textOf(message.bytes())))
                .containsExactlyInAnyOrder("leased 1", "leased 2");
    }

    @Test
    default void shouldDeliverInTheSameOrderAfterASwap() {
        QueueProbe successor = busyQueue().restored();

        assertThat(successor.drain()).containsExactly("high", "back", "expiring", "low");
        successor.assertFigures(8, 6, 0, 2, 0);
    }

    @Test
    default void shouldExpireMessagesAfterASwap() {
        QueueProbe successor = busyQueue().restored();

        successor.scheduler().advance(10);

        assertThat(successor.drain()).containsExactly("high", "back", "low");
        assertThat(successor.listener().expired()).containsExactly("expiring@5");
    }

    @Test
    default void shouldFindLeasedSlotsAfterASwap() {
        QueueProbe queue = queue(4);
        queue.send("settled", 2);
        queue.send("requeued", 2);
        queue.send("third", 2);
        int settled = queue.lease().number();
        int requeued = queue.lease().number();
        QueueProbe successor = queue.restored();

        successor.object().leased(settled).settle(false);
        QueueSlot lease = successor.object().leased(requeued);
        assertThat(lease.number()).isEqualTo(requeued);
        assertThat(textOf(lease.bytes())).isEqualTo("requeued");
        assertThat(lease.priority()).isEqualTo(2);
        lease.settle(true);

        assertThat(successor.lease().redeliveries()).isEqualTo(1);
        assertThat(successor.drain()).containsExactly("third");
        successor.assertFigures(3, 2, 0, 1, 0);
    }

    @Test
    default void shouldNotGiveTheNumberOfALeaseToAnotherSlotAfterASwap() {
        QueueProbe queue = queue(3);
        queue.send("first", 2);
        queue.send("leased", 2);
        queue.receive();
        int number = queue.lease().number();
        QueueProbe successor = queue.restored();

        successor.send("a", 0);
        successor.send("b", 0);

        assertThat(successor.lease().number()).isNotEqualTo(number);
        assertThat(successor.lease().number()).isNotEqualTo(number);
        assertThat(textOf(successor.object().leased(number).bytes())).isEqualTo("leased");
    }

    @Test
    default void shouldAcceptLeaseNumbersOfAnyPredecessor() {
        QueueProbe queue = queue(2);
        queue.send("leased", 2);
        QueueState own = stateWithLease(queue, 1_000_000);

        QueueProbe successor = queue.restored(own);

        assertThat(successor.object().state()).isEqualTo(own);
        successor.object().leased(1_000_000).settle(true);
        successor.send("b", 2);
        assertThat(successor.drain()).containsExactly("leased", "b");
    }

    private static QueueState stateWithLease(QueueProbe queue, int number) {
        queue.lease();
        QueueState state = queue.object().state();
        QueueState.Message leased = state.leased().getFirst();
        QueueState.Message renumbered = new QueueState.Message(
                leased.bytes(), leased.priority(), leased.expiryNanos(), leased.redeliveries(), number);
        return new QueueState(state.options(), state.messages(), List.of(renumbered), state.statistics());
    }

    @Test
    default void shouldGiveLeasesByAscendingNumber() {
        QueueProbe queue = queue(4);
        for (String text : List.of("a", "b", "c", "d")) {
            queue.send(text, 0);
        }
        List<QueueSlot> leases = List.of(queue.lease(), queue.lease(), queue.lease(), queue.lease());
        leases.get(2).settle(true);
        leases.get(0).settle(true);
        queue.lease();
        queue.lease();

        List<Integer> numbers = queue.object().state().leased().stream()
                .map(QueueState.Message::lease)
                .toList();

        assertThat(numbers).hasSize(4).isSorted().doesNotHaveDuplicates();
        assertThat(queue.restored().object().state().leased())
                .extracting(QueueState.Message::lease)
                .isEqualTo(numbers);
    }

    @Test
    default void shouldLeaveTheQueueAsItWasWhenItsStateIsTaken() {
        QueueProbe queue = busyQueue();

        QueueState first = queue.object().state();

        assertThat(queue.object().state()).isEqualTo(first);
        assertThat(queue.drain()).containsExactly("high", "back", "expiring", "low");
    }

    @Test
    default void shouldShareNoMemoryWithItsState() {
        QueueProbe queue = queue(1);
        queue.send("before", 0);
        QueueState state = queue.object().state();
        queue.receive();
        queue.send("after!", 0);

        ByteBuffer bytes = state.messages().getFirst().bytes();

        assertThat(textOf(bytes)).isEqualTo("before");
        assertThat(bytes.isReadOnly()).isTrue();
        assertThatThrownBy(() -> state.messages().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> state.leased().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    default void shouldLeaveLoansOutOfItsStateAndHaveTheirRoomFree() {
        QueueProbe queue = queue(2);
        queue.send("a", 0);
        queue.loan();

        QueueProbe successor = queue.restored();

        publish(successor.loan(), "b", 0);
        assertThat(successor.trySend("c", 0)).isFalse();
        assertThat(successor.drain()).containsExactly("a", "b");
    }

    @Test
    default void shouldLetABlockedCallGoOnInTheSuccessor() {
        QueueProbe queue = queue(1);
        queue.send("a", 0);
        Call<Boolean> sender = queue.startSend("b", 0, Deadlines.never());
        queue.scheduler().awaitParked(1);
        queue.scheduler().unwindAll();
        assertThat(sender.failure()).isInstanceOf(CallUnwound.class);

        QueueProbe successor = queue.restored();
        Call<Boolean> again = successor.startSend("b", 0, Deadlines.never());
        successor.scheduler().awaitParked(1);

        assertThat(successor.receive()).isEqualTo("a");
        assertThat(again.result()).isTrue();
        assertThat(successor.receive()).isEqualTo("b");
    }

    @Test
    default void shouldBalanceItsBooksAtEveryStep() {
        QueueProbe queue = queue(4);
        queue.send("a", 1);
        queue.assertFigures(1, 0, 1, 0, 0);
        queue.sendExpiring("b", 2, 10);
        queue.assertFigures(2, 0, 2, 0, 0);
        QueueSlot lease = queue.lease();
        queue.assertFigures(2, 0, 1, 1, 0);
        lease.settle(true);
        queue.assertFigures(2, 0, 2, 0, 0);
        queue.scheduler().advance(10);
        assertThat(queue.receive()).isEqualTo("a");
        queue.assertFigures(2, 1, 0, 0, 1);

        assertThat(queue.statistics()).isEqualTo(new QueueStatistics(2, 1, 0, 0, 1, 1, 2));
    }

    @Test
    default void shouldRememberTheHighestDepth() {
        QueueProbe queue = queue(5);
        queue.send("a", 0);
        queue.send("b", 0);
        queue.send("c", 0);
        queue.lease();
        queue.drain();
        queue.send("d", 0);

        assertThat(queue.statistics().depthHighest()).isEqualTo(3);
        assertThat(queue.restored().statistics().depthHighest()).isEqualTo(3);
    }

    @Test
    default void shouldCountMessagesUnderLeaseInTheHighestDepth() {
        QueueProbe queue = queue(5);
        queue.send("a", 0);
        QueueSlot lease = queue.lease();
        queue.send("b", 0);
        lease.settle(false);
        queue.receive();

        assertThat(queue.statistics().depthHighest()).isEqualTo(2);
    }

    @Test
    default void shouldGiveBackAllItsMemory() {
        QueueProbe queue = busyQueue();
        assertThat(queue.kernel().memory().outstanding()).isPositive();
        assertThat(queue.kernel().memory().usedBytes()).isGreaterThanOrEqualTo(10L * QueueProbe.BYTES_MAX);

        queue.object().destroy();

        assertThat(queue.kernel().memory().outstanding()).isZero();
        assertThat(queue.kernel().memory().usedBytes()).isZero();
    }

    @Test
    default void shouldRefuseWhatMemoryRefusesAndKeepNothing() {
        QueueProbe queue = queue(1);
        int outstanding = queue.kernel().memory().outstanding();
        for (long spare = 0; spare < 10L * QueueProbe.BYTES_MAX; spare += 40) {
            queue.kernel().memory().limit(queue.kernel().memory().usedBytes() + spare);

            Throwable failure = catchThrowable(() -> queue(10));

            assertThat(errnoOf(failure)).isEqualTo(Errno.ENOMEM);
            assertThat(queue.kernel().memory().outstanding()).isEqualTo(outstanding);
        }
    }

    /** A queue in which everything occurs that a state can have. */
    private QueueProbe busyQueue() {
        QueueProbe queue = queue(10);
        queue.send("gone 1", 31);
        queue.send("gone 2", 31);
        queue.drain();
        queue.send("back", 5);
        queue.lease().settle(true);
        queue.send("leased 1", 9);
        queue.send("leased 2", 9);
        queue.lease();
        queue.lease();
        queue.sendExpiring("expiring", 5, 10);
        queue.send("low", 1);
        queue.send("high", 9);
        return queue;
    }
}
