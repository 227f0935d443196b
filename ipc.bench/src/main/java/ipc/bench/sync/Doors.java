package ipc.bench.sync;

import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.bench.Ours;
import java.util.concurrent.locks.ReentrantLock;

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

    private Doors() {}

    static Door open(String name, int permits) {
        return switch (name) {
            case SEMAPHORE -> ours(sync().createSemaphore(SemaphoreOptions.counting(permits)));
            case JDK_SEMAPHORE -> theirs(new java.util.concurrent.Semaphore(permits));
            case MUTEX -> ours(sync().createMutex(MutexOptions.of(Kind.ERROR_CHECKING)));
            case JDK_LOCK -> theirs(new ReentrantLock());
            default -> throw new IllegalArgumentException("no door is called " + name);
        };
    }

    static Sync sync() {
        return Ours.live().ipc().face(Sync.class);
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

    private static Door theirs(ReentrantLock lock) {
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
