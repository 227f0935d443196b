package ipc.testkit.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.mq.spi.QueueSlot;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Texts;
import ipc.testkit.rows.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold whatever the interleaving. */
interface RaceRows extends QueueRows {
    /** Messages that each sender sends. */
    int MESSAGES = 2_000;

    /** Threads on either side. */
    int THREADS = 3;

    @Test
    @Row("G-11")
    default void shouldDeliverEveryMessageOnceAndInOrderWhenCallsRace() {
        QueueProbe queue = queue(64);
        List<Call<List<String>>> receivers = new ArrayList<>();
        List<Call<Integer>> senders = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            receivers.add(Call.start(() -> receiveMany(queue, number % 2 == 0)));
            senders.add(Call.start(() -> sendMany(queue, number)));
        }

        senders.forEach(Call::result);
        List<List<String>> received = receivers.stream().map(Call::result).toList();

        List<String> all = received.stream().flatMap(List::stream).sorted().toList();
        assertThat(all).isEqualTo(everyMessage());
        assertThat(received).allSatisfy(RaceRows::assertEachSenderInOrder);
        queue.assertFigures(THREADS * MESSAGES, THREADS * MESSAGES, 0, 0, 0);
        assertThat(queue.statistics().depthHighest()).isBetween(1, 64);
    }

    private static int sendMany(QueueProbe queue, int sender) {
        for (int i = 0; i < MESSAGES; i++) {
            String text = "%d-%04d".formatted(sender, i);
            if (i % 3 == 0) {
                QueueProbe.publish(queue.loan(), text, 7);
            } else {
                queue.send(text, 7);
            }
        }
        return MESSAGES;
    }

    private static List<String> receiveMany(QueueProbe queue, boolean leasing) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> leasing ? receiveByLease(queue) : queue.receive())
                .toList();
    }

    private static String receiveByLease(QueueProbe queue) {
        QueueSlot lease = queue.lease();
        String text = Texts.textOf(lease.bytes());
        lease.settle(false);
        return text;
    }

    private static List<String> everyMessage() {
        return IntStream.range(0, THREADS * MESSAGES)
                .mapToObj(i -> "%d-%04d".formatted(i / MESSAGES, i % MESSAGES))
                .toList();
    }

    private static void assertEachSenderInOrder(List<String> received) {
        for (int sender = 0; sender < THREADS; sender++) {
            String prefix = sender + "-";
            assertThat(received.stream().filter(text -> text.startsWith(prefix)))
                    .isSortedAccordingTo(Comparator.naturalOrder());
        }
    }
}
