package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.Barriers;
import ipc.api.sync.Creation;
import ipc.api.sync.LockFindings;
import ipc.api.sync.LockInversion;
import ipc.api.sync.LockInversion.Step;
import ipc.api.sync.LockUse;
import ipc.api.sync.LockUse.Holder;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLocks;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.sync.GuardedSync;
import ipc.sync.checked.CheckedSync;
import ipc.testkit.client.Child;
import ipc.testkit.client.Client;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators learn of the locks of programs from a provider that checks them. */
class LockCheckTest implements Client {
    private static final String CHECKED = "ipc.sync.checked";

    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");
    private final String a = Client.newName();
    private final String b = Client.newName();
    private final String c = Client.newName();

    LockCheckTest() {
        kernel.bind(new CheckedSync(kernel.scheduler(), kernel.memory()), CHECKED, -100);
    }

    @Override
    public Ipc ipc() {
        return ipc;
    }

    @Override
    public KernelAdmin admin() {
        return kernel.admin();
    }

    private LockFindings findings() {
        return kernel.admin().lockFindings().get(CHECKED);
    }

    private LockInversion inversion() {
        assertThat(findings().inversions()).hasSize(1);
        return findings().inversions().getFirst();
    }

    private LockUse use(String name) {
        return findings().locks().stream()
                .filter(lock -> lock.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Mutex mutex(Ipc ipc, String name, Kind kind) {
        return ipc.face(Sync.class).openMutex(name, Creation.mode(0600), MutexOptions.of(kind));
    }

    private static Mutex mutex(Ipc ipc, String name) {
        return mutex(ipc, name, Kind.ERROR_CHECKING);
    }

    private static boolean lockBoth(Ipc ipc, String outer, String inner) {
        Mutex first = mutex(ipc, outer);
        Mutex second = mutex(ipc, inner);
        first.lock();
        second.lock();
        second.unlock();
        first.unlock();
        return true;
    }

    private void keepOpen(String... names) {
        List.of(names).forEach(name -> mutex(ipc, name));
    }

    private static void waitForEver(Ipc ipc) {
        ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(0)).acquire();
    }

    // ---- orders that contradict each other

    @Test
    void shouldReportAnInversionOfTwoProcessesThatNeverMet() {
        keepOpen(a, b);
        Child<Boolean> one = start(own -> lockBoth(own, a, b));
        one.result();
        Child<Boolean> other = start(own -> lockBoth(own, b, a));
        other.result();

        List<Step> steps = inversion().steps();
        assertThat(steps).extracting(Step::has).containsExactly(a, b);
        assertThat(steps).extracting(Step::wants).containsExactly(b, a);
        assertThat(steps)
                .extracting(Step::process)
                .containsExactly(one.process().pid(), other.process().pid());
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.hasStack().getFirst()).contains("LockCheckTest.lockBoth");
            assertThat(step.wantsStack().getFirst()).contains("LockCheckTest.lockBoth");
            assertThat(step.hasStack()).isNotEqualTo(step.wantsStack());
        });
    }

    @Test
    void shouldReportACircleOfThreeLocks() {
        keepOpen(a, b, c);
        start(own -> lockBoth(own, a, b)).result();
        start(own -> lockBoth(own, b, c)).result();
        assertThat(findings().found()).isZero();

        start(own -> lockBoth(own, c, a)).result();

        assertThat(inversion().steps()).extracting(Step::has).containsExactly(a, b, c);
        assertThat(inversion().steps()).extracting(Step::wants).containsExactly(b, c, a);
    }

    @Test
    void shouldReportBeforeTheLastOneWaits() {
        Mutex one = mutex(ipc, a);
        Mutex other = mutex(ipc, b);
        one.lock();
        Child<Boolean> opposite = start(own -> lockBoth(own, b, a));
        awaitBlocked(opposite.process());
        assertThat(findings().found()).isZero();

        Child<Boolean> looks = start(own -> {
            try {
                await(() -> findings().found() == 1);
            } finally {
                opposite.process().kill(); // also lets a failing test end
            }
            return true;
        });
        Client.assertFails(Errno.EOWNERDEAD, other::lock); // for ever, if nobody looked

        assertThat(looks.result()).isTrue();
        assertThat(inversion().steps()).hasSize(2);
    }

    @Test
    void shouldReportAnOwnerThatWaitsForItself() {
        Mutex mutex = mutex(ipc, a, Kind.NORMAL);
        mutex.lock();

        Client.assertFails(Errno.ETIMEDOUT, () -> mutex.lock(Timeout.after(0, 1)));

        assertThat(inversion().steps()).extracting(Step::has, Step::wants).containsExactly(tuple(a, a));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void shouldReportAConditionThatIsWaitedForUnderALockTakenLater() {
        Mutex outer = mutex(ipc, a);
        Mutex inner = mutex(ipc, b);
        outer.lock();
        inner.lock();

        Client.assertFails(Errno.ETIMEDOUT, () -> outer.condition(0).await(Timeout.after(0, 1)));

        assertThat(inversion().steps()).extracting(Step::has).containsExactly(a, b);
    }

    @Test
    void shouldNotAccuseWhoOnlyTries() {
        keepOpen(a, b);
        start(own -> lockBoth(own, a, b)).result();
        mutex(ipc, b).lock();
        assertThat(mutex(ipc, a).tryLock()).isTrue();

        assertThat(findings().found()).isZero();
    }

    @Test
    void shouldCountWhatWasTriedAsHad() {
        keepOpen(a, b);
        start(own -> lockBoth(own, a, b)).result();
        assertThat(mutex(ipc, b).tryLock()).isTrue();
        mutex(ipc, a).lock();

        assertThat(findings().found()).isEqualTo(1);
    }

    @Test
    void shouldNotAccuseWhoLocksOnceMore() {
        Mutex outer = mutex(ipc, a, Kind.RECURSIVE);
        Mutex inner = mutex(ipc, b, Kind.RECURSIVE);
        outer.lock();
        inner.lock();
        outer.lock();
        inner.lock();
        inner.unlock();
        outer.unlock();
        assertThat(use(a).holder().process()).isEqualTo(ipc.self().pid());
        outer.unlock();
        inner.unlock();

        assertThat(use(a).holder()).isEqualTo(Holder.NOBODY);
        assertThat(use(a).held().count()).isEqualTo(1);
        assertThat(findings().found()).isZero();
    }

    @Test
    void shouldNotAccuseWhoTakesSeveralInOneStep() {
        keepOpen(a, b);
        start(own -> lockBoth(own, a, b)).result();

        ipc.face(Waits.class).all(List.of(Item.of(mutex(ipc, b)), Item.of(mutex(ipc, a))), Timeout.forever());

        assertThat(use(a).holder().process()).isEqualTo(ipc.self().pid());
        assertThat(use(b).holder().stack().getFirst()).contains("LockCheckTest");
        assertThat(findings().found()).isZero();
    }

    // ---- who has what

    @Test
    void shouldTellWhereALockWasLocked() {
        Child<Boolean> holder = start(own -> {
            mutex(own, a).lock();
            waitForEver(own);
            return true;
        });
        keepOpen(a);
        awaitBlocked(holder.process());

        Holder has = use(a).holder();
        assertThat(has.process()).isEqualTo(holder.process().pid());
        assertThat(has.stack().getFirst()).contains("LockCheckTest.lambda$shouldTellWhereALockWasLocked");
        holder.process().kill();
        holder.status();
    }

    @Test
    void shouldTellThatNobodyHasWhatADeadOwnerHad() {
        keepOpen(a);
        start(own -> {
                    mutex(own, a).lock();
                    return true;
                })
                .result();

        assertThat(use(a).holder()).isEqualTo(Holder.NOBODY);
        assertThat(use(a).held().count()).isEqualTo(1);
    }

    @Test
    void shouldTellWhereADeadOwnerStalledALock() {
        ipc.face(Sync.class)
                .openMutex(a, Creation.mode(0600), MutexOptions.of(Kind.NORMAL).stalled());
        Child<Boolean> owner = start(own -> {
            mutex(own, a).lock();
            return true;
        });
        owner.result();

        assertThat(use(a).holder().process()).isEqualTo(owner.process().pid());
        assertThat(use(a).holder().stack()).isNotEmpty();
    }

    @Test
    void shouldTellThatWhoWaitsForASignalHasGivenUpTheMutex() {
        Mutex mutex = mutex(ipc, a);
        Child<Boolean> waiter = start(own -> {
            Mutex same = mutex(own, a);
            same.lock();
            same.condition(3).await();
            same.unlock();
            return true;
        });
        awaitBlocked(waiter.process());
        assertThat(use(a).holder()).isEqualTo(Holder.NOBODY);

        mutex.lock();
        mutex.condition(3).signal();
        mutex.unlock();

        assertThat(waiter.result()).isTrue();
        assertThat(use(a).held().count()).isEqualTo(3);
    }

    // ---- read-write locks and barriers

    private static RwLock rwLock(Ipc ipc, String name) {
        return ipc.face(RwLocks.class).open(name, Creation.mode(0600), RwLockOptions.standard());
    }

    /** Reads or writes under a mutex, or the other way round. */
    private static boolean lockBoth(Ipc ipc, String mutex, String rwLock, Mode mode, boolean mutexFirst) {
        Mutex one = mutex(ipc, mutex);
        RwLock other = rwLock(ipc, rwLock);
        if (mutexFirst) {
            one.lock();
        }
        other.lock(mode, Timeout.forever());
        if (!mutexFirst) {
            one.lock();
        }
        one.unlock();
        other.unlock();
        return true;
    }

    @Test
    void shouldReportAnInversionThroughReaders() {
        mutex(ipc, a);
        rwLock(ipc, b);
        start(own -> lockBoth(own, a, b, Mode.READ, false)).result();
        assertThat(findings().found()).isZero();

        start(own -> lockBoth(own, a, b, Mode.WRITE, true)).result();

        assertThat(inversion().steps()).extracting(Step::has).containsExactly(a, b);
        assertThat(inversion().steps()).allSatisfy(step -> {
            assertThat(step.hasStack().getFirst()).contains("LockCheckTest.lockBoth");
            assertThat(step.wantsStack().getFirst()).contains("LockCheckTest.lockBoth");
        });
    }

    @Test
    void shouldTellAllThatReadAndSinceWhen() {
        RwLock lock = rwLock(ipc, a);
        lock.lock(Mode.READ, Timeout.forever());
        Child<Boolean> reader = start(own -> {
            rwLock(own, a).lock(Mode.UPGRADABLE, Timeout.forever());
            waitForEver(own);
            return true;
        });
        awaitBlocked(reader.process());

        assertThat(use(a).holders())
                .extracting(Holder::process)
                .containsExactly(ipc.self().pid(), reader.process().pid());
        assertThat(use(a).holders().getLast().stack().getFirst()).contains("lambda$shouldTellAllThatRead");
        reader.process().kill();
        reader.status();
        assertThat(use(a).holders()).hasSize(1);
        lock.unlock();
        assertThat(use(a).holder()).isEqualTo(Holder.NOBODY);
        assertThat(use(a).held().count()).isEqualTo(2);
    }

    @Test
    void shouldNotAccuseWhoReadsOnceMoreOrOnlyTries() {
        RwLock read = rwLock(ipc, a);
        Mutex mutex = mutex(ipc, b);
        read.lock(Mode.READ, Timeout.forever());
        mutex.lock();
        read.lock(Mode.READ, Timeout.forever());
        read.unlock();
        assertThat(use(a).holders()).as("it still reads").hasSize(1);
        read.unlock();
        assertThat(read.tryLock(Mode.WRITE)).isTrue();

        assertThat(findings().found()).isZero();
        assertThat(use(a).held().count()).isEqualTo(1);
        read.convert(Mode.READ, Timeout.forever());
        assertThat(use(a).holders()).as("it went on to read").hasSize(1);
        read.unlock();
        mutex.unlock();
    }

    @Test
    void shouldKnowWhoReadBeforeItServed() {
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 100);
        RwLock lock = rwLock(ipc, a);
        lock.lock(Mode.READ, Timeout.forever());
        lock.lock(Mode.READ, Timeout.forever());
        swapTo(CHECKED);

        assertThat(use(a).holders())
                .extracting(Holder::process, Holder::stack)
                .containsExactly(tuple(ipc.self().pid(), List.of()));
        lock.unlock();
        assertThat(use(a).holders()).hasSize(1);
        lock.unlock();
        assertThat(use(a).holders()).isEmpty();
        lock.lock(Mode.WRITE, Timeout.forever());
        swapTo("ipc.sync");
        lock.unlock();
    }

    @Test
    void shouldTellWhereADeadReaderStalledALock() {
        ipc.face(RwLocks.class)
                .open(a, Creation.mode(0600), RwLockOptions.standard().stalled());
        Child<Boolean> reader = start(own -> {
            rwLock(own, a).lock(Mode.READ, Timeout.forever());
            return true;
        });
        reader.result();

        assertThat(use(a).holder().process()).isEqualTo(reader.process().pid());
        assertThat(use(a).holder().stack()).isNotEmpty();
    }

    @Test
    void shouldTimeWaitsAtABarrier() {
        Barrier barrier = ipc.face(Barriers.class).open(a, Creation.mode(0600), BarrierOptions.of(2));
        Child<Integer> party = start(own -> own.face(Barriers.class)
                .open(a, Creation.none(), BarrierOptions.of(2))
                .await());
        awaitBlocked(party.process());

        barrier.await();

        assertThat(party.result()).isEqualTo(1);
        assertThat(use(a).waited().count()).isEqualTo(1);
        assertThat(use(a).holder()).isEqualTo(Holder.NOBODY);
    }

    // ---- swapped in, and out again

    @Test
    void shouldLearnFromTheMomentItServes() {
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 100);
        Mutex one = mutex(ipc, a);
        Mutex other = mutex(ipc, b);
        one.lock();
        swapTo(CHECKED);
        assertThat(use(a).holder())
                .extracting(Holder::process, Holder::stack)
                .containsExactly(ipc.self().pid(), List.of());

        other.lock();
        other.unlock();
        one.unlock();
        start(own -> lockBoth(own, b, a)).result();
        swapTo("ipc.sync");

        assertThat(findings().locks())
                .as("locks of a provider that does not serve")
                .isEmpty();
        assertThat(inversion().steps().getFirst().hasStack())
                .as("locked before")
                .isEmpty();
        assertThat(inversion().steps().getFirst().wantsStack()).isNotEmpty();
    }

    private void swapTo(String provider) {
        assertThat(kernel.admin()
                        .swap("sync", SwapOptions.toBest().target(provider))
                        .outcome())
                .isEqualTo(SwapOutcome.SWITCHED);
    }

    @Test
    void shouldServeOnlyIfAsked() {
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 100);

        Semaphore any = ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(1));

        assertThat(any.tryAcquire(1)).isTrue();
        assertThat(kernel.admin().mechanisms().toString()).contains("provider=ipc.sync,", "others=[" + CHECKED + "]");
        assertThat(findings().locks()).isEmpty();
    }
}
