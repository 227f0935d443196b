package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueState.Message;
import ipc.testkit.kernel.FakeKernel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SlotTableTest {
    private static final int BYTES = 16;

    private final SlotArena arena = new SlotArena(new FakeKernel().memory(), 3, BYTES);
    private final SlotTable table = new SlotTable(4, arena);

    private int send(int value, int priority) {
        int slot = table.takeFree();
        int length = arena.fill(slot, ByteBuffer.allocate(4).putInt(0, value));
        table.line(slot, length, priority);
        return slot;
    }

    private int first() {
        return table.first(table.highest());
    }

    private static List<Integer> values(List<Message> messages) {
        return messages.stream().map(message -> message.bytes().getInt(0)).toList();
    }

    @Test
    void shouldBeFullWhenEverySlotIsTaken() {
        send(1, 0);
        table.takeFree();
        assertThat(table.isFull()).isFalse();

        table.takeFree();

        assertThat(table.isFull()).isTrue();
        assertThat(table.seemsToHaveRoom()).isFalse();
    }

    @Test
    void shouldTakeTheSlotAgainThatWasFreedLast() {
        int slot = table.takeFree();

        table.free(slot);

        assertThat(table.nextFree()).isEqualTo(slot);
        assertThat(table.takeFree()).isEqualTo(slot);
    }

    @Test
    void shouldTakeSlotsInTheOrderInWhichTheyLieWhateverOrderTheyBecomeFreeIn() {
        SlotTable four = new SlotTable(4, new SlotArena(new FakeKernel().memory(), 4, BYTES));
        List<Integer> slots = Stream.generate(four::takeFree).limit(4).toList();
        slots.forEach(slot -> four.line(slot, 0, slot));

        for (int priority = 3; priority > 0; priority--) {
            int slot = four.first(priority);
            four.receiveFirst(priority);
            four.settled(slot);
        }

        assertThat(Stream.generate(four::takeFree).limit(3).toList()).isEqualTo(slots.subList(1, 4));
    }

    @Test
    void shouldKeepTheSlotOfAReceivedMessageUntilItIsSettled() {
        int slot = send(1, 0);
        table.takeFree();
        table.takeFree();

        table.receiveFirst(0);
        assertThat(table.isFull()).isTrue();
        table.settled(slot);

        assertThat(table.nextFree()).isEqualTo(slot);
        assertThat(table.figures()).isEqualTo(new QueueStatistics(1, 1, 0, 0, 0, 0, 1));
    }

    @Test
    void shouldMakeAMessageThatCouldNotBeCopiedTheFirstAgain() {
        int slot = send(1, 2);
        send(2, 2);
        table.receiveFirst(2);

        table.putBack(slot, 2);

        assertThat(values(table.messages())).containsExactly(1, 2);
        assertThat(table.figures()).isEqualTo(new QueueStatistics(2, 0, 2, 0, 0, 0, 2));
    }

    @Test
    void shouldPutARequeuedMessageAtTheHeadOfItsPriority() {
        int slot = send(1, 1);
        send(2, 1);
        send(3, 3);
        table.receiveFirst(3);
        table.leaseFirst(1);

        table.requeued(slot, 1);

        assertThat(values(table.messages())).containsExactly(1, 2);
        assertThat(table.redeliveries(slot)).isEqualTo(1);
        assertThat(table.figures()).isEqualTo(new QueueStatistics(3, 1, 2, 0, 0, 1, 3));
    }

    @Test
    void shouldForgetTheRedeliveriesOfAMessageThatIsSettled() {
        int slot = send(1, 1);
        table.leaseFirst(1);
        table.requeued(slot, 1);

        table.leaseFirst(1);
        table.released(slot);

        assertThat(send(2, 1)).isEqualTo(slot);
        assertThat(table.redeliveries(slot)).isZero();
    }

    @Test
    void shouldTakeOutWhatHasExpiredAnywhereInTheLine() {
        table.expires(send(1, 3), 10);
        table.expires(send(2, 3), 30);
        table.expires(send(3, 0), 20);

        List<Message> dead = table.purge(20);

        assertThat(values(dead)).containsExactly(1, 3);
        assertThat(values(table.messages())).containsExactly(2);
        assertThat(table.earliestExpiry()).isEqualTo(30);
        assertThat(table.figures().expired()).isEqualTo(2);
    }

    @Test
    void shouldForgetTheExpiryOfAMessageThatIsSettled() {
        int slot = send(1, 0);
        table.expires(slot, 10);
        table.receiveFirst(0);
        table.settled(slot);

        assertThat(send(2, 0)).isEqualTo(slot);
        assertThat(table.isDue(first(), Long.MAX_VALUE - 1)).isFalse();
    }

    @Test
    void shouldRememberTheHighestDepthWithLeases() {
        send(1, 0);
        send(2, 0);
        table.leaseFirst(0);
        send(3, 0);

        table.receiveFirst(0);

        assertThat(table.figures().depthHighest()).isEqualTo(3);
    }
}
