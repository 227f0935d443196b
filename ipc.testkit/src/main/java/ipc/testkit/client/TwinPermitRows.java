package ipc.testkit.client;

import static ipc.testkit.client.JavaTwins.assertInterruptedOnEntry;
import static ipc.testkit.client.JavaTwins.assertKeepsTheFlag;
import static ipc.testkit.client.JavaTwins.startInterrupted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.sync.Permits;
import ipc.testkit.kernel.Call;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Semaphores, ours and the JDK's. */
interface TwinPermitRows extends JavaTwins {
    /** Starts a call that takes permits. */
    static Call<Boolean> startAcquire(Permits permits, int count) {
        return Call.start(() -> {
            permits.acquire(count);
            return true;
        });
    }

    @Test
    default void shouldCountPermits() throws InterruptedException {
        Permits permits = newPermits(1, false);

        permits.release();
        permits.release(4);
        permits.acquire();
        permits.acquireUninterruptibly();
        permits.acquire(1);
        permits.acquireUninterruptibly(1);
        assertThat(permits.availablePermits()).isEqualTo(2);
        assertThat(permits.tryAcquire(3)).isFalse();
        assertThat(permits.tryAcquire(3, 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(permits.tryAcquire()).isTrue();
        assertThat(permits.tryAcquire(1, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(permits.tryAcquire()).isFalse();
        assertThat(permits.tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();
        permits.release(5);
        assertThat(permits.tryAcquire(2)).isTrue();
        assertThat(permits.tryAcquire(1, 1, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(permits.drainPermits()).isEqualTo(2);

        assertThat(permits.drainPermits()).isZero();
        assertThat(permits.availablePermits()).isZero();
    }

    @Test
    default void shouldTakeAndGiveNone() throws InterruptedException {
        Permits permits = newPermits(0, false);

        permits.acquire(0);
        permits.acquireUninterruptibly(0);
        permits.release(0);
        assertThat(permits.tryAcquire(0)).isTrue();
        assertThat(permits.tryAcquire(0, -1, TimeUnit.DAYS)).isTrue();

        assertThat(permits.availablePermits()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // null is what it tests
    default void shouldRefuseLessThanNone() {
        Permits permits = newPermits(1, false);
        List<ThrowingCallable> calls = List.of(
                () -> permits.acquire(-1),
                () -> permits.acquireUninterruptibly(-1),
                () -> permits.tryAcquire(-1),
                () -> permits.tryAcquire(-1, 1, TimeUnit.MILLISECONDS),
                () -> permits.tryAcquire(-1, 1, null),
                () -> permits.release(Integer.MIN_VALUE));

        for (ThrowingCallable call : calls) {
            assertKeepsTheFlag(() -> assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
        }

        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("NullAway") // null is what it tests
    default void shouldNotAcquireForATimeWithoutAUnit() {
        Permits permits = newPermits(1, false);

        assertKeepsTheFlag(
                () -> assertThatThrownBy(() -> permits.tryAcquire(1, null)).isInstanceOf(NullPointerException.class));
        assertKeepsTheFlag(() ->
                assertThatThrownBy(() -> permits.tryAcquire(0, 1, null)).isInstanceOf(NullPointerException.class));

        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    @Test
    default void shouldAcquireWhatIsThereWhateverTheTime() throws InterruptedException {
        for (boolean fair : new boolean[] {false, true}) {
            Permits permits = newPermits(1, fair);
            for (TimeUnit unit : TimeUnit.values()) {
                for (long time : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                    assertThat(permits.tryAcquire(time, unit))
                            .as("%d %s", time, unit)
                            .isTrue();
                    permits.release();
                }
                for (long gone : GONE) {
                    assertThat(permits.tryAcquire(2, gone, unit))
                            .as("%d %s", gone, unit)
                            .isFalse();
                }
            }
        }
    }

    @Test
    default void shouldWaitForPermitsAsLongAsCanBeSaid() {
        for (TimeUnit unit : TimeUnit.values()) {
            Permits permits = newPermits(0, false);
            Call<Boolean> waits = Call.start(() -> permits.tryAcquire(Long.MAX_VALUE, unit));
            awaitWaiting(waits);

            permits.release();

            assertThat(waits.result()).isTrue();
        }
    }

    @Test
    default void shouldNotAcquireForWhoHasBeenInterrupted() {
        Permits permits = newPermits(2, false);

        assertInterruptedOnEntry(permits::acquire);
        assertInterruptedOnEntry(() -> permits.acquire(0));
        assertInterruptedOnEntry(() -> permits.acquire(2));
        assertInterruptedOnEntry(() -> permits.tryAcquire(0, TimeUnit.DAYS));
        assertInterruptedOnEntry(() -> permits.tryAcquire(0, 1, TimeUnit.DAYS));
        assertInterruptedOnEntry(() -> permits.tryAcquire(2, 1, TimeUnit.DAYS));

        assertThat(permits.availablePermits()).isEqualTo(2);
    }

    @Test
    default void shouldAcquireWhateverInterrupts() {
        Permits permits = newPermits(7, false);

        assertKeepsTheFlag(permits::acquireUninterruptibly);
        assertKeepsTheFlag(() -> permits.acquireUninterruptibly(2));
        assertKeepsTheFlag(() -> assertThat(permits.tryAcquire()).isTrue());
        assertKeepsTheFlag(() -> assertThat(permits.tryAcquire(2)).isTrue());
        assertKeepsTheFlag(permits::release);
        assertKeepsTheFlag(() -> permits.release(2));
        assertKeepsTheFlag(() -> assertThat(permits.availablePermits()).isEqualTo(4));
        assertKeepsTheFlag(() -> assertThat(permits.hasQueuedThreads()).isFalse());
        assertKeepsTheFlag(() -> assertThat(permits.drainPermits()).isEqualTo(4));
    }

    @Test
    default void shouldWaitForPermitsWhateverInterrupts() {
        Permits permits = newPermits(0, false);
        Call<Boolean> one = startInterrupted(permits::acquireUninterruptibly);
        awaitWaiting(one);
        Call<Boolean> two = startInterrupted(() -> permits.acquireUninterruptibly(2));
        awaitWaiting(one, two);

        permits.release(3);

        assertThat(one.result() && two.result()).as("the flag is kept").isTrue();
        assertThat(permits.availablePermits()).isZero();
    }

    @Test
    default void shouldShowItsQueue() {
        for (boolean fair : new boolean[] {false, true}) {
            Permits permits = newPermits(1, fair);
            assertThat(permits.isFair()).isEqualTo(fair);
            assertThat(permits.hasQueuedThreads()).isFalse();
            assertThat(permits.getQueueLength()).isZero();
            Call<Boolean> first = startAcquire(permits, 2);
            awaitWaiting(first);
            Call<Boolean> second = Call.start(() -> permits.tryAcquire(3, Long.MAX_VALUE, TimeUnit.DAYS));
            awaitWaiting(first, second);

            assertThat(permits.hasQueuedThreads()).isTrue();
            assertThat(permits.getQueueLength()).isEqualTo(2);
            assertThat(permits.availablePermits()).isEqualTo(1);
            assertThat(permits.drainPermits()).isEqualTo(1);

            permits.release(5);
            assertThat(first.result() && second.result()).isTrue();
            assertThat(permits.getQueueLength()).isZero();
        }
    }

    @Test
    default void shouldLetNobodyOvertakeButWhoOnlyTries() throws InterruptedException {
        Permits permits = newPermits(1, true);
        Call<Boolean> first = startAcquire(permits, 2);
        awaitWaiting(first);

        assertThat(permits.tryAcquire(0, TimeUnit.DAYS)).isFalse();
        assertThat(permits.tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();
        Call<Boolean> second = startAcquire(permits, 1);
        awaitWaiting(first, second);
        assertThat(permits.tryAcquire()).isTrue();

        permits.release(3);
        assertThat(first.result() && second.result()).isTrue();
    }

    @Test
    default void shouldBeOvertakenByWhoFindsEnough() throws InterruptedException {
        Permits permits = newPermits(1, false);
        Call<Boolean> waits = startAcquire(permits, 2);
        awaitWaiting(waits);

        permits.acquire();

        permits.release(2);
        assertThat(waits.result()).isTrue();
    }
}
