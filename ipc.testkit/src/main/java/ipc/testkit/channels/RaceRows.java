package ipc.testkit.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold whatever the interleaving. */
interface RaceRows extends ChannelRows {
    /** Messages that each sender sends, and calls that each caller makes. */
    int MESSAGES = 1_000;

    /** Threads on either side. */
    int THREADS = 3;

    @Test
    @Row({"G-11", "CH-19"})
    default void shouldDeliverEveryMessageOnceWhenCallsRace() {
        ChannelProbe channel = channel(ChannelProbe.small(16));
        List<Call<List<String>>> receivers = new ArrayList<>();
        List<Call<Integer>> senders = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            receivers.add(Call.start(() -> IntStream.range(0, MESSAGES)
                    .mapToObj(i -> channel.receive())
                    .toList()));
            senders.add(Call.start(() -> {
                IntStream.range(0, MESSAGES).forEach(i -> channel.send("%d-%04d".formatted(number, i)));
                return MESSAGES;
            }));
        }

        senders.forEach(Call::result);
        List<String> received = receivers.stream()
                .map(Call::result)
                .flatMap(List::stream)
                .sorted()
                .toList();

        assertThat(received)
                .isEqualTo(IntStream.range(0, THREADS * MESSAGES)
                        .mapToObj(i -> "%d-%04d".formatted(i / MESSAGES, i % MESSAGES))
                        .toList());
        ChannelProbe.assertBalance(channel.figures());
        assertThat(channel.figures().queued()).isZero();
    }

    @Test
    @Row({"G-11", "CH-16"})
    default void shouldGiveEveryCallerItsOwnReplyWhenCallsRace() {
        ChannelProbe channel = channel(ChannelProbe.small(4));
        Call<Integer> server = Call.start(() -> serve(channel));
        List<Call<Integer>> callers = IntStream.range(0, THREADS)
                .mapToObj(number -> Call.start(() -> callMany(channel, number)))
                .toList();

        callers.forEach(caller -> assertThat(caller.result()).isEqualTo(MESSAGES));
        assertThat(server.result()).isEqualTo(THREADS * MESSAGES);

        assertThat(channel.state().fromSecond().calls()).isEmpty();
        assertThat(channel.state().items()).isZero();
    }

    private static int serve(ChannelProbe channel) {
        for (int i = 0; i < THREADS * MESSAGES; i++) {
            ByteBuffer request = ByteBuffer.allocate(ChannelProbe.BYTES_MAX);
            channel.second().receive(request, 0, Deadlines.never());
            int transaction = request.flip().getInt();
            channel.reply(transaction, Texts.textOf(request));
        }
        return THREADS * MESSAGES;
    }

    private static int callMany(ChannelProbe channel, int caller) {
        for (int i = 0; i < MESSAGES; i++) {
            int transaction = Integer.MIN_VALUE + caller * MESSAGES + i;
            channel.begin(transaction, "echo " + transaction);
            ByteBuffer reply = ByteBuffer.allocate(ChannelProbe.BYTES_MAX);
            assertThat(channel.calls().await(transaction, reply, Deadlines.never()))
                    .isTrue();
            assertThat(reply.flip().getInt()).isEqualTo(transaction);
            assertThat(Texts.textOf(reply)).isEqualTo("echo " + transaction);
        }
        return MESSAGES;
    }
}
