package ipc.kernel.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.IpcThread;
import ipc.api.Threads;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.admin.WaitGraph;
import ipc.api.admin.WaitGraph.Holder;
import ipc.api.admin.WaitGraph.Waiter;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLocks;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.testkit.client.Child;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators see of who waits for whom, on the live scheduler. */
class WaitGraphTest extends GraphRig {
    private List<Waiter> waitersOf(Child<?> child) {
        return graph().waiters().stream()
                .filter(waiter -> waiter.pid() == child.process().pid())
                .toList();
    }

    private static Mutex mutex(Ipc ipc, String name) {
        return ipc.face(Sync.class).openMutex(name, Creation.mode(0600), MutexOptions.of(Kind.NORMAL));
    }

    private Child<Boolean> startLocking(String... names) {
        Child<Boolean> child = start(own -> {
            for (String name : names) {
                mutex(own, name).lock();
            }
            return true;
        });
        awaitBlocked(child.process());
        return child;
    }

    @Test
    void shouldSayWhoHasWhatIsWaitedFor() {
        Mutex mutex = mutex(ipc, "/held");
        mutex.lock();
        Child<Boolean> child = startLocking("/held");

        List<Waiter> waiters = waitersOf(child);

        assertThat(waiters).singleElement().satisfies(waiter -> {
            assertThat(waiter.object()).isEqualTo("mutex /held");
            assertThat(waiter.needed()).isTrue();
            assertThat(waiter.holders())
                    .containsExactly(new Holder(
                            ipc.self().pid(), "test", Thread.currentThread().threadId()));
        });
        assertThat(graph().cycles()).isEmpty();
        mutex.unlock();
        child.status();
        assertThat(graph().waiters()).noneMatch(waiter -> waiter.object().contains("/held"));
    }

    @Test
    void shouldNameNobodyWhereNobodyInParticularCanGiveWhatIsWaitedFor() {
        Semaphore semaphore =
                ipc.face(Sync.class).openSemaphore("/permits", Creation.mode(0600), SemaphoreOptions.counting(0));
        Child<Boolean> child = start(own -> {
            own.face(Sync.class)
                    .openSemaphore("/permits", Creation.none(), SemaphoreOptions.counting(0))
                    .acquire();
            return true;
        });
        awaitBlocked(child.process());

        assertThat(waitersOf(child)).singleElement().satisfies(waiter -> {
            assertThat(waiter.object()).contains("/permits");
            assertThat(waiter.holders()).isEmpty();
        });
        semaphore.release();
        assertThat(child.result()).isTrue();
    }

    @Test
    void shouldShowEachObjectOfAWaitForMany() {
        Mutex first = mutex(ipc, "/first");
        Mutex second = mutex(ipc, "/second");
        first.lock();
        second.lock();
        Child<Integer> child = start(own -> own.face(Waits.class)
                .any(List.of(Item.of(mutex(own, "/first")), Item.of(mutex(own, "/second"))), Timeout.forever())
                .index());
        awaitBlocked(child.process());

        assertThat(waitersOf(child)).extracting(Waiter::object).containsExactly("mutex /first", "mutex /second");
        assertThat(waitersOf(child)).allMatch(waiter -> !waiter.needed());
        second.unlock();
        assertThat(child.result()).isEqualTo(1);
    }

    @Test
    void shouldFindACycleAndSayItOnce() {
        Mutex own = mutex(ipc, "/own");
        own.lock();
        Child<Boolean> child = startLocking("/theirs", "/own");
        int pid = child.process().pid();
        String words = "process " + ipc.self().pid() + " 'test' waits for the end of process " + pid
                + " 'test', which waits for mutex /own held by process "
                + ipc.self().pid() + " 'test'";
        Child<Boolean> rescue = start(none -> {
            await(() -> log.size() == 1);
            assertThat(graph().cycles()).extracting(WaitGraph.Cycle::words).hasSize(1);
            child.process().kill();
            return true;
        });

        ipc.waitFor(pid, Timeout.forever());

        assertThat(rescue.result()).isTrue();
        assertThat(log).containsExactly("deadlock: " + words);
        own.unlock();
    }

    @Test
    void shouldFindAThreadThatIsJoinedByWhoHasWhatItWaitsFor() {
        Child<Boolean> child = start(own -> {
            Mutex mutex = mutex(own, "/joined");
            mutex.lock();
            IpcThread thread = own.face(Threads.class).start("locks", mutex::lock);
            own.face(Threads.class).start("innocent", mutex::status).join();
            thread.join();
            return true;
        });

        await(() -> log.size() == 1);

        assertThat(log.getFirst()).contains("waits for the end of process", "which waits for mutex /joined held by");
        assertThat(graph().cycles())
                .singleElement()
                .satisfies(cycle -> assertThat(cycle.waiters()).hasSize(2));
        child.process().kill();
        child.status();
    }

    @Test
    void shouldNotTakeATurnOfOthersForACycle() {
        Mutex own = mutex(ipc, "/turn");
        own.lock();
        Child<Boolean> first = startLocking("/a", "/turn");
        Child<Boolean> second = startLocking("/b", "/a");

        assertThat(waitersOf(first)).extracting(Waiter::object).containsExactly("mutex /turn");
        assertThat(waitersOf(second)).extracting(Waiter::object).containsExactly("mutex /a");
        assertThat(graph().cycles()).isEmpty();

        own.unlock();
        first.status();
        second.status();
        assertThat(log).isEmpty();
    }

    @Test
    void shouldFindACycleThroughAReadWriteLock() {
        RwLock lock = rwLock(ipc);
        Mutex own = mutex(ipc, "/beside");
        own.lock();
        Child<Boolean> reader = start(ipc -> {
            rwLock(ipc).lock(RwLock.Mode.READ, Timeout.forever());
            mutex(ipc, "/beside").lock();
            return true;
        });
        awaitBlocked(reader.process());
        Child<Boolean> rescue = start(none -> {
            await(() -> log.size() == 1);
            reader.process().kill();
            return true;
        });

        lock.lock(RwLock.Mode.WRITE, Timeout.forever());

        assertThat(rescue.result()).isTrue();
        assertThat(log).singleElement().asString().contains("read-write lock /rw held by process ", "mutex /beside");
        lock.unlock();
        own.unlock();
    }

    private static RwLock rwLock(Ipc ipc) {
        return ipc.face(RwLocks.class).open("/rw", Creation.mode(0600), RwLockOptions.standard());
    }
}
