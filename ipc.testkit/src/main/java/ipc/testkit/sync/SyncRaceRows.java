package ipc.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.spi.Owner;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.rows.Row;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold whatever the interleaving. */
interface SyncRaceRows extends SyncRows {
    /** What each thread does so often. */
    int ROUNDS = 300;

    /** So often the turn goes there and back: each time, one thread has to wake the other. */
    int TURNS = 100;

    /** Threads that race. */
    int THREADS = 4;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Row("G-11")
    default void shouldLetOneIntoAMutexAtATime(boolean fair) {
        MutexOptions options = MutexOptions.of(Kind.NORMAL);
        MutexObject mutex = mutex(fair ? options.fair() : options);
        int[] plain = new int[1];

        race(number -> {
            Owner owner = new Owner(number, number);
            mutex.lock(owner, 1, Deadlines.never());
            plain[0]++;
            mutex.unlock(owner);
        });

        assertThat(plain[0]).isEqualTo(THREADS * ROUNDS);
        assertThat(mutex.state().token()).isEqualTo((long) THREADS * ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Row("G-11")
    default void shouldLetNoMoreInThanItHasPermits(boolean fair) {
        SemaphoreOptions options = SemaphoreOptions.counting(3);
        SemaphoreObject semaphore = semaphore(fair ? options.fair() : options);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        race(number -> {
            int permits = 1 + number % 2;
            semaphore.acquire(permits, Deadlines.never());
            most.accumulateAndGet(inside.addAndGet(permits), Math::max);
            inside.addAndGet(-permits);
            semaphore.release(permits);
        });

        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(semaphore.state().permits()).isEqualTo(3);
        assertThat(semaphore.state().contradiction()).isEmpty();
    }

    /** What one thread does again and again. */
    @FunctionalInterface
    interface Body {
        /** Does it once. */
        void run(int number);
    }

    private static void race(Body body) {
        List<Call<Integer>> calls = IntStream.rangeClosed(1, THREADS)
                .mapToObj(number -> Call.start(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        body.run(number);
                    }
                    return number;
                }))
                .toList();
        calls.forEach(Call::result);
    }

    @Test
    @Row("CV-01")
    default void shouldLoseNoSignalBetweenTwoThatTakeTurns() {
        MutexObject mutex = mutex();
        int[] turn = new int[1];
        List<Call<Integer>> players = IntStream.range(0, 2)
                .mapToObj(player -> Call.start(() -> {
                    for (int i = 0; i < TURNS; i++) {
                        takeTurn(mutex, turn, player);
                    }
                    return player;
                }))
                .toList();

        players.forEach(Call::result);

        assertThat(turn[0]).isEqualTo(2 * TURNS);
        assertThat(mutex.state().waiters()).isEmpty();
    }

    private static void takeTurn(MutexObject mutex, int[] turn, int player) {
        Owner owner = new Owner(player + 1, player);
        mutex.lock(owner, 1, Deadlines.never());
        while (turn[0] % 2 != player) {
            long waiter = mutex.conditions().begin(0, owner);
            int depth = mutex.conditions().await(0, waiter, Deadlines.never());
            mutex.lock(owner, depth, Deadlines.never());
        }
        turn[0]++;
        mutex.conditions().signal(0, 1);
        mutex.unlock(owner);
    }
}
