package ipc.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Permits;
import ipc.api.sync.RwLockOptions;
import ipc.api.sync.RwLocks;
import ipc.api.sync.SemaphoreOptions;
import ipc.testkit.kernel.Call;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** The kernel's twins. */
interface OurTwins extends JavaTwins, SyncClient {
    @Override
    default Lock newLock() {
        return sync().lock(sync().createMutex(MutexOptions.of(Kind.RECURSIVE)));
    }

    @Override
    default ReadWriteLock newReadWriteLock() {
        RwLocks locks = ipc().face(RwLocks.class);
        return locks.readWriteLock(locks.create(RwLockOptions.standard()));
    }

    @Override
    default Permits newPermits(int permits, boolean fair) {
        SemaphoreOptions options = SemaphoreOptions.counting(permits);
        return sync().permits(sync().createSemaphore(fair ? options.fair() : options));
    }

    @Override
    default void awaitWaiting(Call<?>... calls) {
        await(() -> {
            assertThat(calls).noneMatch(Call::isDone);
            return waits() == calls.length;
        });
    }

    private long waits() {
        int pid = ipc().self().pid();
        return admin().waits().stream().filter(wait -> wait.pid() == pid).count();
    }
}
