package ipc.bench.sync;

import ipc.api.Timeout;
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
import ipc.bench.Ours;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The doors by their names in reports. */
public final class Doors {
    /** Our semaphore with one permit, through the client's face. */
    public static final String SEMAPHORE = "our semaphore";

    /** The JDK's semaphore with one permit. */
    public static final String JDK_SEMAPHORE = "Semaphore";

    /** Our robust, error-checking mutex, through the client's face. */
    public static final String MUTEX = "our mutex";

    /** The JDK's lock. */
    public static final String JDK_LOCK = "ReentrantLock";

    /** Our read-write lock for reading, through the client's face. */
    public static final String READING = "our read-write lock, reading";

    /** The JDK's read-write lock for reading. */
    public static final String JDK_READING = "ReentrantReadWriteLock.readLock";

    /** Our read-write lock for writing, through the client's face. */
    public static final String WRITING = "our read-write lock, writing";

    /** The JDK's read-write lock for writing. */
    public static final String JDK_WRITING = "ReentrantReadWriteLock.writeLock";

    private Doors() {}

    static Door open(String name, int permits) {
        return switch (name) {
            case SEMAPHORE -> ours(sync().createSemaphore(SemaphoreOptions.counting(permits)));
            case JDK_SEMAPHORE -> theirs(new java.util.concurrent.Semaphore(permits));
            case MUTEX -> ours(sync().createMutex(MutexOptions.of(Kind.ERROR_CHECKING)));
            case JDK_LOCK -> theirs(new ReentrantLock());
            case READING -> ours(rwLock(), Mode.READ);
            case JDK_READING -> theirs(new ReentrantReadWriteLock().readLock());
            case WRITING -> ours(rwLock(), Mode.WRITE);
            case JDK_WRITING -> theirs(new ReentrantReadWriteLock().writeLock());
            default -> throw new IllegalArgumentException("no door is called " + name);
        };
    }

    static Sync sync() {
        return Ours.live().ipc().face(Sync.class);
    }

    private static RwLock rwLock() {
        return Ours.live().ipc().face(RwLocks.class).create(RwLockOptions.standard());
    }

    private static Door ours(Semaphore semaphore) {
        return new Door() {
            @Override
            public void enter() {
                semaphore.acquire();
            }

            @Override
            public void leave() {
                semaphore.release();
            }
        };
    }

    private static Door theirs(java.util.concurrent.Semaphore semaphore) {
        return new Door() {
            @Override
            public void enter() {
                semaphore.acquireUninterruptibly();
            }

            @Override
            public void leave() {
                semaphore.release();
            }
        };
    }

    private static Door ours(Mutex mutex) {
        return new Door() {
            @Override
            public void enter() {
                mutex.lock();
            }

            @Override
            public void leave() {
                mutex.unlock();
            }
        };
    }

    private static Door ours(RwLock lock, Mode mode) {
        return new Door() {
            @Override
            public void enter() {
                lock.lock(mode, Timeout.forever());
            }

            @Override
            public void leave() {
                lock.unlock();
            }
        };
    }

    private static Door theirs(Lock lock) {
        return new Door() {
            @Override
            public void enter() {
                lock.lock();
            }

            @Override
            public void leave() {
                lock.unlock();
            }
        };
    }
}
