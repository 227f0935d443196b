package ipc.sync.checked;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.spi.Owner;
import ipc.api.sync.LockFindings;
import ipc.api.sync.LockUse;
import ipc.api.sync.LockUse.Holder;
import ipc.api.sync.LockUse.Times;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.FakeKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the onlooker knows of bare objects: figures, bounds, memory, and circles that two threads close at once. */
class LockOrderTest {
    private static final Owner ANNE = new Owner(7, 1);
    private static final Owner BEN = new Owner(8, 2);
    private static final int RACES = 500;

    private final FakeKernel kernel = new FakeKernel();
    private final CheckedSync sync = new CheckedSync(kernel.scheduler(), kernel.memory());

    @AfterEach
    void endCallsLeftBehind() {
        kernel.close();
    }

    private MutexObject mutex(String name) {
        return sync.restore(name, MutexState.first(MutexOptions.of(Kind.ERROR_CHECKING)));
    }

    private static void lock(MutexObject mutex, Owner owner) {
        assertThat(mutex.lock(owner, 1, Deadlines.never())).isPositive();
    }

    private static void lockAndUnlock(Owner owner, MutexObject outer, MutexObject inner) {
        lock(outer, owner);
        lock(inner, owner);
        inner.unlock(owner);
        outer.unlock(owner);
    }

    private LockUse use(String name) {
        return sync.findings().locks().stream()
                .filter(lock -> lock.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellWhoHasALockAndForHowLong() {
        MutexObject mutex = mutex("/a");
        lock(mutex, ANNE);
        kernel.scheduler().advance(30);

        assertThat(use("/a").holder())
                .extracting(Holder::process, Holder::thread, Holder::nanos)
                .containsExactly(7, 1L, 30L);
        mutex.unlock(ANNE);
        assertThat(use("/a").holder()).isEqualTo(Holder.NOBODY);
        assertThat(use("/a").held()).isEqualTo(new Times(1, 30, 30));
    }

    @Test
    void shouldMeasureWaits() {
        MutexObject mutex = mutex("/a");
        lock(mutex, ANNE);
        Call<Long> waits = Call.start(() -> mutex.lock(BEN, 1, Deadlines.never()));
        kernel.scheduler().awaitParked(1);
        kernel.scheduler().advance(50);

        mutex.unlock(ANNE);

        assertThat(waits.result()).isEqualTo(2);
        assertThat(use("/a").waited()).isEqualTo(new Times(2, 50, 50));
        assertThat(use("/a").waited().meanNanos()).isEqualTo(25);
        assertThat(use("/a").holder().process()).isEqualTo(8);
    }

    @Test
    void shouldMeasureWaitsForPermits() {
        SemaphoreObject semaphore = sync.restore("/s", SemaphoreState.first(SemaphoreOptions.counting(0)));
        Call<Boolean> waits = Call.start(() -> semaphore.acquire(1, Deadlines.never()));
        kernel.scheduler().awaitParked(1);
        kernel.scheduler().advance(50);

        semaphore.release(1);

        assertThat(waits.result()).isTrue();
        assertThat(use("/s").waited()).isEqualTo(new Times(1, 50, 50));
        assertThat(use("/s").holder()).isEqualTo(Holder.NOBODY);
    }

    @Test
    void shouldTellTriesFromCallsThatComeBackToWait() {
        MutexObject outer = mutex("/a");
        MutexObject inner = mutex("/b");
        lock(outer, ANNE);

        inner.lock(ANNE, 1, Deadlines.immediate());
        assertThat(sync.findings().orders()).isZero();

        inner.unlock(ANNE);
        inner.lock(ANNE, 1, new ComesBack());
        assertThat(sync.findings().orders()).isEqualTo(1);
    }

    /** Of a first attempt. */
    private record ComesBack() implements Deadline {
        @Override
        public boolean immediate() {
            return true;
        }

        @Override
        public long atNanos() {
            return Long.MAX_VALUE;
        }
    }

    @Test
    void shouldKeepOneOfEachOrderOnly() {
        MutexObject outer = mutex("/a");
        MutexObject inner = mutex("/b");

        lockAndUnlock(ANNE, outer, inner);
        lockAndUnlock(BEN, outer, inner);

        assertThat(sync.findings().orders()).isEqualTo(1);
        assertThat(sync.findings().found()).isZero();
    }

    @Test
    void shouldReportACircleOnce() {
        MutexObject one = mutex("/a");
        MutexObject other = mutex("/b");

        lockAndUnlock(ANNE, one, other);
        lockAndUnlock(BEN, other, one);
        lockAndUnlock(ANNE, other, one);

        assertThat(sync.findings().found()).isEqualTo(1);
    }

    @Test
    void shouldLogACircleOnce() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("ipc.sync.checked");
        Handler handler = new Collecting(logged);
        logger.addHandler(handler);
        MutexObject one = mutex("/a");
        MutexObject other = mutex("/b");

        lockAndUnlock(ANNE, one, other);
        lockAndUnlock(BEN, other, one);
        lockAndUnlock(ANNE, other, one);
        logger.removeHandler(handler);

        assertThat(logged)
                .containsExactly("locks are taken in a circle: process 7 wants /b and has /a;"
                        + " process 8 wants /a and has /b");
    }

    /** Keeps what is logged. */
    private static final class Collecting extends Handler {
        private final List<String> logged;

        private Collecting(List<String> logged) {
            this.logged = logged;
        }

        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void shouldFindACircleThatTwoThreadsCloseAtOnce() throws Exception {
        for (int race = 0; race < RACES; race++) {
            MutexObject one = mutex("/a");
            MutexObject other = mutex("/b");
            lock(one, ANNE);
            lock(other, BEN);
            CyclicBarrier together = new CyclicBarrier(2);
            Call<Long> anne = Call.start(() -> closes(together, other, ANNE));
            Call<Long> ben = Call.start(() -> closes(together, one, BEN));
            anne.result();
            ben.result();

            assertThat(sync.findings().found()).isEqualTo(race + 1);
            one.destroy();
            other.destroy();
        }
        assertThat(sync.findings().inversions()).hasSize(Inversions.KEPT);
    }

    private static long closes(CyclicBarrier together, MutexObject wanted, Owner owner) throws Exception {
        together.await();
        return wanted.lock(owner, 1, new ComesBack());
    }

    @Test
    void shouldForgetTheOrdersOfALockThatHasGone() {
        MutexObject first = mutex("/a");
        MutexObject second = mutex("/b");
        MutexObject third = mutex("/c");
        lockAndUnlock(ANNE, first, second);
        lockAndUnlock(ANNE, second, third);

        second.destroy();

        assertThat(sync.findings().orders()).isZero();
        lockAndUnlock(ANNE, third, first);
        assertThat(sync.findings().found()).isZero();
    }

    @Test
    void shouldSayThatItHasNoRoomForMoreOrders() {
        MutexObject outer = mutex("/outer");
        List<MutexObject> all = new ArrayList<>(List.of(outer));
        lock(outer, ANNE);
        IntStream.range(0, LockOrder.ORDERS_MAX + 3).forEach(i -> {
            MutexObject inner = mutex("/" + i);
            all.add(inner);
            lock(inner, ANNE);
            inner.unlock(ANNE);
        });

        LockFindings full = sync.findings();
        assertThat(full.orders()).isEqualTo(full.ordersMax()).isEqualTo(LockOrder.ORDERS_MAX);
        assertThat(full.unjudged()).isEqualTo(3);
        all.getLast().destroy();
        all.get(1).destroy();
        assertThat(sync.findings().orders()).isEqualTo(LockOrder.ORDERS_MAX - 1);
    }

    @Test
    void shouldGiveAllMemoryBack() {
        MutexObject one = mutex("/a");
        MutexObject other = mutex("/b");
        lockAndUnlock(ANNE, one, other);
        lockAndUnlock(ANNE, other, one);
        lock(one, ANNE);

        one.destroy();
        other.destroy();

        assertThat(kernel.memory().outstanding()).isZero();
        assertThat(sync.findings().locks()).isEmpty();
        assertThat(sync.findings().orders()).isZero();
    }

    @Test
    void shouldLockAsEverWithoutMemoryForAnOrder() {
        MutexObject outer = mutex("/a");
        MutexObject inner = mutex("/b");
        kernel.memory().limit(kernel.memory().usedBytes());

        lockAndUnlock(ANNE, outer, inner);

        assertThat(sync.findings().orders()).isZero();
        assertThat(sync.findings().unjudged()).isEqualTo(1);
    }

    @Test
    void shouldKeepNothingOfALockThatCannotBeMade() {
        kernel.memory().limit(2_100); // enough for what is known of it, not for the lock

        IpcException failure = Assertions.catchThrowableOfType(IpcException.class, () -> mutex("/a"));

        assertThat(failure.errno()).isEqualTo(Errno.ENOMEM);
        assertThat(kernel.memory().outstanding()).isZero();
        assertThat(sync.findings().locks()).isEmpty();
    }
}
