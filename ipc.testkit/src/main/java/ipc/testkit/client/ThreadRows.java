package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.kill;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcThread;
import ipc.api.Limit;
import ipc.api.Port;
import ipc.api.Port.Mode;
import ipc.api.Port.Packet;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.ThreadStatus;
import ipc.api.ThreadStatus.State;
import ipc.api.Threads;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.sync.Mutex;
import ipc.api.sync.RwLock;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLocks;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.testkit.kernel.Watchdog;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Threads that the kernel starts for a process: their ends, and what they leave. */
interface ThreadRows extends SyncClient {
    /** Looks once. */
    Timeout ONCE = Timeout.after(Duration.ZERO);

    /** Far longer than it takes: what never comes is a failure, not a test that hangs. */
    Timeout PATIENCE = Timeout.after(Watchdog.limit());

    private static Threads threads(Ipc ipc) {
        return ipc.face(Threads.class);
    }

    private IpcThread thread(Runnable body) {
        return threads(ipc()).start("helper", body);
    }

    /** Starts a thread that waits for a permit. */
    private IpcThread waiting(Semaphore permits) {
        return thread(permits::acquire);
    }

    private Semaphore noPermits() {
        return sync().createSemaphore(SemaphoreOptions.counting(0));
    }

    @Test
    @Row("TH-01")
    default void shouldRunBesideItsStarterWithTheSameHandles() {
        Semaphore go = noPermits();
        Semaphore gone = noPermits();
        int[] result = new int[1];

        IpcThread thread = thread(() -> {
            go.acquire();
            gone.release();
            result[0] = ipc().self().pid();
        });
        go.release();
        gone.acquire();
        thread.join();

        assertThat(result[0]).isEqualTo(ipc().self().pid());
        assertThat(thread.status())
                .isEqualTo(new ThreadStatus("helper", ipc().self().pid(), State.RETURNED, ""));
    }

    @Test
    @Row({"TH-02", "EV-23"})
    default void shouldBeSignaledFromItsEndOn() {
        Semaphore go = noPermits();
        Semaphore never = noPermits();
        IpcThread thread = waiting(go);
        List<Item> items = List.of(Item.of(never), Item.of(thread));
        Port port = ipc().face(Waits.class).newPort();
        port.bind(Item.of(thread), 3, Mode.ONCE);
        assertFails(Errno.ETIMEDOUT, () -> ipc().face(Waits.class).any(items, ONCE));
        assertThat(port.tryReceive()).isNull();
        assertThat(thread.status().state()).isEqualTo(State.RUNNING);

        go.release();

        assertThat(ipc().face(Waits.class).any(items, Timeout.forever()).index())
                .isEqualTo(1);
        assertThat(port.receive(Timeout.forever())).isEqualTo(new Packet(3, Set.of(Signal.SIGNALED)));
        assertThat(ipc().face(Waits.class).any(items, ONCE).index())
                .as("nothing takes it")
                .isEqualTo(1);
    }

    @Test
    @Row("TH-03")
    default void shouldLeaveItsProcessAsItIsAndTellWhatItThrew() {
        IpcThread thread = thread(() -> {
            throw new IllegalStateException("planned");
        });

        thread.join();

        assertThat(thread.status().state()).isEqualTo(State.FAILED);
        assertThat(thread.status().failure()).contains("IllegalStateException", "planned");
        assertThat(ipc().self().pid()).isPositive();
    }

    @Test
    @Row("TH-04")
    default void shouldUnwindWhenItsProgramReturns() {
        AtomicReference<String> end = new AtomicReference<>("");
        Child<Boolean> child = start(ipc -> {
            startStaying(ipc, end);
            return true;
        });

        assertThat(child.result()).isTrue();

        await(() -> !end.get().isEmpty());
        assertThat(end).hasValue("unwound");
    }

    @Test
    @Row("TH-04")
    default void shouldUnwindWhenItsProgramIsKilled() {
        AtomicReference<String> end = new AtomicReference<>("");
        Child<Boolean> child = start(ipc -> {
            startStaying(ipc, end);
            SyncClient.waitForEver(ipc);
            return true;
        });
        awaitBlocked(child.process());

        kill(child);

        await(() -> !end.get().isEmpty());
        assertThat(end).hasValue("unwound");
    }

    /** Starts a thread that waits for ever, waits until it does, and notes how it ends. */
    private static void startStaying(Ipc ipc, AtomicReference<String> end) {
        Semaphore never = ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(0));
        threads(ipc).start("stays", () -> {
            try {
                never.acquire();
            } catch (IpcException failure) {
                end.set("was told " + failure.errno());
            } finally {
                end.compareAndSet("", "unwound");
            }
        });
        while (never.status().waiting() == 0) {
            ipc.yieldNow();
        }
    }

    @Test
    @Row("TH-04")
    default void shouldEndItsProgramByAnExit() {
        Child<Boolean> child = start(ipc -> {
            threads(ipc).start("exits", () -> ipc.exit(5));
            SyncClient.waitForEver(ipc);
            return true;
        });

        assertThat(child.status()).isEqualTo(new ExitStatus(child.process().pid(), 5, false));
    }

    @Test
    @Row({"TH-05", "MX-10"})
    default void shouldGiveUpTheMutexThatItLeaves() {
        Mutex mutex = sync().createMutex(checking());
        Mutex other = sync().createMutex(checking());
        other.lock();

        thread(mutex::lock).join();

        assertFails(Errno.EOWNERDEAD, () -> mutex.lock(PATIENCE));
        assertThat(other.token()).as("of another thread").isEqualTo(1);
    }

    @Test
    @Row({"TH-05", "MX-10"})
    default void shouldTellAWaiterThatTheThreadThatHadTheMutexEnded() {
        Mutex mutex = sync().createMutex(checking());
        Semaphore locked = noPermits();
        IpcThread owner = thread(() -> {
            mutex.lock();
            locked.release();
            await(() -> mutex.status().waiting() == 1);
        });
        locked.acquire();

        assertFails(Errno.EOWNERDEAD, () -> mutex.lock(PATIENCE));

        owner.join();
    }

    @Test
    @Row({"TH-05", "RW-12"})
    default void shouldGiveUpTheReadWriteLockThatItLeaves() {
        RwLock lock = ipc().face(RwLocks.class).create(RwLockOptions.standard());

        thread(() -> lock.lock(RwLock.Mode.READ, Timeout.forever())).join();
        assertThat(lock.status().readers()).isZero();
        thread(() -> lock.lock(RwLock.Mode.WRITE, Timeout.forever())).join();

        assertFails(Errno.EOWNERDEAD, () -> lock.lock(RwLock.Mode.READ, PATIENCE));
    }

    @Test
    @Row("TH-06")
    default void shouldStartNoneBeyondTheLimits() {
        Child<Boolean> child = start(ipc -> {
            Semaphore go = ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(0));
            ipc.self().limit(Limit.THREADS, new Limit.Value(1, 1));
            IpcThread first = threads(ipc).start("first", go::acquire);

            assertFails(Errno.EAGAIN, () -> threads(ipc).start("second", go::release));

            go.release();
            first.join();
            ipc.self().limit(Limit.HANDLES, new Limit.Value(0, 0));
            assertFails(Errno.EMFILE, () -> threads(ipc).start("second", go::release));
            ipc.self().limit(Limit.HANDLES, new Limit.Value(9, 9));
            threads(ipc).start("third", go::release).join();
            assertThat(go.status().permits()).isEqualTo(1);
            return true;
        });

        assertThat(child.result()).isTrue();
    }

    @Test
    @Row("TH-06")
    default void shouldStartNoneWithABadName() {
        Runnable never = () -> assertThat(true).isFalse();

        assertFails(Errno.EINVAL, () -> threads(ipc()).start("", never));
        assertFails(Errno.EINVAL, () -> threads(ipc()).start("n".repeat(Threads.NAME_CHARS_MAX + 1), never));
        threads(ipc()).start("n".repeat(Threads.NAME_CHARS_MAX), () -> {}).join();
    }

    @Test
    @Row("TH-07")
    default void shouldJoinUntilTheDeadlineOrTheHandleIsClosed() {
        Semaphore go = noPermits();
        IpcThread thread = waiting(go);
        assertFails(Errno.ETIMEDOUT, () -> thread.join(ONCE));
        IpcThread closing = thread.duplicate(thread.rights());
        IpcThread closer = thread(() -> {
            await(() ->
                    admin().waits().stream().anyMatch(wait -> wait.waitingFor().contains("the end of thread")));
            closing.close();
        });

        assertFails(Errno.ECANCELED, closing::join);
        assertFails(Errno.EBADF, closing::join);

        closer.join();
        go.release();
        thread.join();
        thread.join(ONCE);
    }

    @Test
    @Row("TH-07")
    default void shouldNotJoinItself() {
        AtomicReference<IpcThread> self = new AtomicReference<>();
        Semaphore go = noPermits();
        IpcThread thread = thread(() -> {
            go.acquire();
            assertFails(Errno.EDEADLK, () -> self.get().join(PATIENCE));
        });
        self.set(thread);

        go.release();
        thread.join();

        assertThat(thread.status().state()).isEqualTo(State.RETURNED);
    }

    @Test
    @Row("TH-07")
    default void shouldDoOnlyWhatItsRightsSay() {
        IpcThread thread = thread(() -> {});
        thread.join();

        IpcThread looks = thread.duplicate(Set.of(Right.INSPECT));
        IpcThread waits = thread.replace(Set.of(Right.WAIT));

        assertThat(looks.status().state()).isEqualTo(State.RETURNED);
        assertFails(Errno.EACCES, looks::join);
        waits.join();
        assertFails(Errno.EACCES, waits::status);
        assertFails(Errno.EBADF, thread::status);
        assertFails(Errno.EOPNOTSUPP, () -> ipc().face(Waits.class).signalAndWait(waits, Item.of(waits), ONCE));
    }

    @Test
    @Row("TH-08")
    default void shouldBeWaitedForByWhoIsGivenTheHandle() {
        ChannelPair road = ipc().face(Channels.class).create(ChannelOptions.standard());
        Semaphore go = noPermits();
        IpcThread thread = waiting(go);
        road.first().sendHandles(Client.message("take it"), List.of(thread), 0, Timeout.forever());

        Handle arrived = road.second()
                .receiveHandles(Client.buffer(), 1, Timeout.forever())
                .getFirst();

        assertFails(Errno.EBADF, thread::join);
        go.release();
        ((IpcThread) arrived).join();
    }

    @Test
    @Row("TH-09")
    default void shouldUseThreadsByNumber() {
        Syscalls calls = ipc().face(Syscalls.class);
        Semaphore go = noPermits();
        Runnable body = go::acquire;
        Object thread = Objects.requireNonNull(calls.call(Sysno.THREAD_START.number(), "numbered", body));

        assertThat(calls.call(Sysno.THREAD_STATUS.number(), thread)).isInstanceOf(ThreadStatus.class);
        assertFails(Errno.ETIMEDOUT, () -> calls.call(Sysno.THREAD_JOIN.number(), thread, ONCE));
        go.release();
        calls.call(Sysno.THREAD_JOIN.number(), thread, Timeout.forever());
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.THREAD_STATUS.number(), go.number()));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.THREAD_START.number(), "numbered", "no body"));
    }
}
