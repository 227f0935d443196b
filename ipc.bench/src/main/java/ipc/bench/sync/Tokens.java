package ipc.bench.sync;

import ipc.api.sync.Condition;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The tokens by their names in reports. */
public final class Tokens {
    /** Two of our semaphores. */
    public static final String SEMAPHORE = "our semaphore";

    /** Two of the JDK's semaphores. */
    public static final String JDK_SEMAPHORE = "Semaphore";

    /** A condition of our mutex. */
    public static final String CONDITION = "our condition";

    /** A condition of the JDK's lock. */
    public static final String JDK_CONDITION = "Condition";

    private Tokens() {}

    static Token open(String name) {
        return switch (name) {
            case SEMAPHORE -> ourSemaphores();
            case JDK_SEMAPHORE -> theirSemaphores();
            case CONDITION -> new OurTurns(Doors.sync().createMutex(MutexOptions.of(Kind.ERROR_CHECKING)));
            case JDK_CONDITION -> new TheirTurns(new ReentrantLock());
            default -> throw new IllegalArgumentException("no token is called " + name);
        };
    }

    private static Token ourSemaphores() {
        Sync sync = Doors.sync();
        List<Semaphore> own = List.of(
                sync.createSemaphore(SemaphoreOptions.binary(1)), sync.createSemaphore(SemaphoreOptions.binary(0)));
        return new Token() {
            @Override
            public void take(int player) {
                own.get(player).acquire();
            }

            @Override
            public void give(int player) {
                own.get(1 - player).release();
            }
        };
    }

    private static Token theirSemaphores() {
        List<java.util.concurrent.Semaphore> own =
                List.of(new java.util.concurrent.Semaphore(1), new java.util.concurrent.Semaphore(0));
        return new Token() {
            @Override
            public void take(int player) throws InterruptedException {
                own.get(player).acquire();
            }

            @Override
            public void give(int player) {
                own.get(1 - player).release();
            }
        };
    }

    private static final class OurTurns implements Token {
        private final Mutex mutex;
        private final Condition moved;
        private int turn;

        OurTurns(Mutex mutex) {
            this.mutex = mutex;
            this.moved = mutex.condition(0);
        }

        @Override
        public void take(int player) {
            mutex.lock();
            while (turn != player) {
                moved.await();
            }
            mutex.unlock();
        }

        @Override
        public void give(int player) {
            mutex.lock();
            turn = 1 - player;
            moved.signal();
            mutex.unlock();
        }
    }

    private static final class TheirTurns implements Token {
        private final ReentrantLock lock;
        private final java.util.concurrent.locks.Condition moved;
        private int turn;

        TheirTurns(ReentrantLock lock) {
            this.lock = lock;
            this.moved = lock.newCondition();
        }

        @Override
        public void take(int player) throws InterruptedException {
            lock.lock();
            try {
                while (turn != player) {
                    moved.await();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void give(int player) {
            lock.lock();
            try {
                turn = 1 - player;
                moved.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
