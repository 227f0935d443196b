package ipc.testkit.events;

import static ipc.testkit.events.EventRows.tryAwait;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.events.spi.EventObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold whatever the interleaving. */
interface EventRaceRows extends EventRows {
    /** So often the turn goes there and back: each time, one thread has to wake the other. */
    int TURNS = 200;

    /** Threads that race. */
    int THREADS = 4;

    /** What each thread does so often. */
    int ROUNDS = 200;

    @Test
    @Row({"G-11", "EV-02"})
    default void shouldLoseNoSetBetweenTwoThatTakeTurns() {
        EventObject ping = auto();
        EventObject pong = auto();

        Call<Integer> answers = Call.start(() -> play(ping, pong));
        Call<Integer> asks = Call.start(() -> {
            ping.set();
            return play(pong, ping);
        });

        assertThat(answers.result() + asks.result()).isEqualTo(2 * TURNS);
        assertThat(ping.state().waits()).isEmpty();
        assertThat(pong.state().waits()).isEmpty();
    }

    private static int play(EventObject own, EventObject others) {
        for (int i = 0; i < TURNS; i++) {
            EventRows.await(own, Deadlines.never());
            others.set();
        }
        return TURNS;
    }

    @Test
    @Row({"G-11", "EV-02"})
    default void shouldLetOneGoForEachSetThatFoundItUnset() {
        EventObject event = auto();
        int sets = 0;
        List<Call<Integer>> waiters = IntStream.range(0, THREADS)
                .mapToObj(number -> Call.start(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        EventRows.await(event, Deadlines.never());
                    }
                    return number;
                }))
                .toList();

        while (!waiters.stream().allMatch(Call::isDone)) {
            sets += event.set() ? 0 : 1;
        }

        waiters.forEach(Call::result);
        int left = tryAwait(event) ? 1 : 0;
        assertThat(sets - left).isEqualTo(THREADS * ROUNDS);
        assertThat(event.state().waits()).isEmpty();
    }
}
