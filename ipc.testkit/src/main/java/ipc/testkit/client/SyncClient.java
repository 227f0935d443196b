package ipc.testkit.client;

import ipc.api.Ipc;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;

/** What most tests of synchronisation do. */
interface SyncClient extends Client {
    /** Makes what it opens, for its owner. */
    Creation CREATE = Creation.mode(0600);

    /** Returns the process's synchronisation. */
    default Sync sync() {
        return ipc().face(Sync.class);
    }

    /** Returns an error-checking mutex. */
    static MutexOptions checking() {
        return MutexOptions.of(Kind.ERROR_CHECKING);
    }

    /** Opens a mutex that is there, or makes an error-checking one. */
    static Mutex mutex(Ipc ipc, String name) {
        return ipc.face(Sync.class).openMutex(name, CREATE, checking());
    }

    /** Opens a semaphore that is there, or makes one without permits. */
    static Semaphore semaphore(Ipc ipc, String name) {
        return ipc.face(Sync.class).openSemaphore(name, CREATE, SemaphoreOptions.counting(0));
    }

    /** Starts a program that locks a mutex and then waits until it is killed. */
    default Child<Boolean> startHolder(String name) {
        Child<Boolean> holder = start(ipc -> {
            mutex(ipc, name).lock();
            waitForEver(ipc);
            return true;
        });
        awaitBlocked(holder.process());
        return holder;
    }

    /** Waits for something that never comes. */
    static void waitForEver(Ipc ipc) {
        ipc.face(Sync.class).createSemaphore(SemaphoreOptions.counting(0)).acquire();
    }

    /** Kills a program, and waits until it is gone. */
    static void kill(Child<?> child) {
        child.process().kill();
        child.status();
    }
}
