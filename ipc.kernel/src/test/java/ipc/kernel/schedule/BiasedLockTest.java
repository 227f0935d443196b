package ipc.kernel.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ipc.testkit.kernel.Watchdog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BiasedLockTest {
    private static final int COMEBACK = 3;

    /** More than one on each processor. */
    private static final int VIRTUAL = 3 * Runtime.getRuntime().availableProcessors();

    private final BiasedLock lock = new BiasedLock("test", COMEBACK);

    @BeforeEach
    void requireBarrier() {
        assumeTrue(ProcessBarrier.AVAILABLE, "without a barrier no lock is biased");
    }

    private void pass() {
        lock.lock();
        lock.unlock();
    }

    private static void elsewhere(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }

    private static String biasedTo(Thread thread) {
        return "lock of test, biased to thread " + thread.threadId();
    }

    @Test
    void shouldBelongToTheFirstThread() {
        pass();

        assertThat(lock).hasToString(biasedTo(Thread.currentThread()));
    }

    @Test
    void shouldBelongToNobodyWhenASecondThreadComes() throws InterruptedException {
        pass();

        elsewhere(this::pass);

        assertThat(lock).hasToString("lock of test");
    }

    private boolean pastTry() {
        boolean acquired = lock.tryLock();
        if (acquired) {
            lock.unlock();
        }
        return acquired;
    }

    private boolean pastTryElsewhere() throws InterruptedException {
        AtomicBoolean acquired = new AtomicBoolean();
        elsewhere(() -> acquired.set(pastTry()));
        return acquired.get();
    }

    @Test
    void shouldNotBeAcquiredAgainByItsHolderThatTries() {
        for (int i = 0; i < 2; i++) { // without a bias, then with one
            assertThat(lock.tryLock()).isTrue();
            assertThat(lock.tryLock()).isFalse();
            lock.unlock();
        }
        assertThat(lock).hasToString(biasedTo(Thread.currentThread()));
    }

    @Test
    void shouldNotBeAcquiredByAnotherThreadThatTriesWhileItsOwnerHoldsIt() throws InterruptedException {
        pass();
        assertThat(lock.tryLock()).isTrue();

        assertThat(pastTryElsewhere()).isFalse();
        assertThat(pastTryElsewhere()).isFalse();
        lock.unlock();

        assertThat(pastTry()).isTrue();
        assertThat(lock).hasToString("lock of test");
        assertThat(pastTryElsewhere()).isTrue();
    }

    @Test
    void shouldBeAcquiredByAnotherThreadThatTriesWhenItsOwnerHasLeft() throws InterruptedException {
        pass();

        assertThat(pastTryElsewhere()).isTrue();

        assertThat(lock).hasToString("lock of test");
        assertThat(pastTry()).isTrue();
    }

    @Test
    void shouldBelongToAThreadAgainThatHasAcquiredItOftenEnoughInSuccession() throws InterruptedException {
        elsewhere(this::pass);
        for (int i = 1; i < COMEBACK; i++) {
            pass();
        }
        assertThat(lock).hasToString("lock of test");

        pass();

        assertThat(lock).hasToString(biasedTo(Thread.currentThread()));
    }

    @Test
    void shouldCountAnewWhenAnotherThreadComesInBetween() throws InterruptedException {
        elsewhere(this::pass);
        for (int i = 1; i < COMEBACK; i++) {
            pass();
        }

        elsewhere(this::pass);
        pass();

        assertThat(lock).hasToString("lock of test");
    }

    @Test
    void shouldNeverBelongToAThreadIfItIsUnbiased() {
        BiasedLock unbiased = BiasedLock.unbiased("test");

        unbiased.lock();
        unbiased.unlock();

        assertThat(unbiased).hasToString("lock of test");
    }

    /** At {@code Integer.MAX_VALUE} the word alone is used, at 1 a bias is taken away at each change of threads. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, Integer.MAX_VALUE})
    void shouldLetOneThreadInAtATime(int comeback) throws InterruptedException {
        BiasedLock contended = new BiasedLock("test", comeback);
        int[] count = new int[1];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(new Thread(() -> {
                for (int step = 0; step < 5_000; step++) {
                    contended.lock();
                    count[0]++;
                    contended.unlock();
                }
            }));
        }

        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(count[0]).isEqualTo(15_000);
    }

    /** A holder that lost its processor comes back from where carriers look last. */
    @ParameterizedTest
    @ValueSource(ints = {1, Integer.MAX_VALUE})
    void shouldLetAHolderGoOnThatHasLostItsProcessorToThoseWhoWait(int comeback) throws InterruptedException {
        BiasedLock contended = new BiasedLock("test", comeback);
        CountDownLatch done = new CountDownLatch(VIRTUAL);
        for (int i = 0; i < VIRTUAL; i++) {
            Thread.ofVirtual().start(() -> {
                for (int step = 0; step < 200; step++) {
                    contended.lock();
                    LockSupport.parkNanos(1);
                    contended.unlock();
                }
                done.countDown();
            });
        }

        assertThat(done.await(Watchdog.limit().toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
