package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.ShortLock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who tries to acquire a short lock under the seeded scheduler, which may preempt the holder. */
class SeededLockTest {
    private static final int SEEDS = 50;

    private final TestCaller client = new TestCaller();

    /** What a try beside a holder came to. */
    private record Attempt(boolean acquired, boolean wasHeld) {}

    @Test
    void shouldBeAcquiredByATryJustWhenNobodyHasIt() {
        Set<Attempt> attempts = new HashSet<>();

        for (long seed = 0; seed < SEEDS; seed++) {
            attempts.add(attemptBesideAHolder(seed));
        }

        assertThat(attempts).containsExactlyInAnyOrder(new Attempt(true, false), new Attempt(false, true));
    }

    private Attempt attemptBesideAHolder(long seed) {
        SeededScheduler scheduler = new SeededScheduler(seed, waits -> {});
        ShortLock lock = scheduler.newLock("lock");
        boolean[] held = new boolean[1];
        CompletableFuture<Attempt> attempt = new CompletableFuture<>();
        scheduler.start("main", client, () -> {
            scheduler.start("holder", client, () -> {
                lock.lock();
                held[0] = true;
                scheduler.point(scheduler.current());
                held[0] = false;
                lock.unlock();
            });
            scheduler.start("other", client, () -> attempt.complete(attempt(lock, held)));
        });
        return attempt.join();
    }

    private static Attempt attempt(ShortLock lock, boolean[] held) {
        boolean acquired = lock.tryLock();
        Attempt attempt = new Attempt(acquired, held[0]);
        if (acquired) {
            lock.unlock();
        }
        return attempt;
    }

    @Test
    void shouldNotBeAcquiredByATryOfItsHolder() {
        SeededScheduler scheduler = new SeededScheduler(1, waits -> {});
        ShortLock lock = scheduler.newLock("lock");
        CompletableFuture<Boolean> acquired = new CompletableFuture<>();
        scheduler.start("holder", client, () -> {
            lock.lock();
            acquired.complete(lock.tryLock());
            lock.unlock();
        });

        assertThat(acquired.join()).isFalse();
    }
}
