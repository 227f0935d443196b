package ipc.api.sync.spi;

import ipc.api.spi.Mechanism;
import org.osgi.annotation.versioning.ConsumerType;

/** A provider of synchronisation. */
@ConsumerType
public interface SyncMechanism extends Mechanism {
    /** The version of {@link SemaphoreState}, {@link MutexState}, {@link RwLockState} and {@link BarrierState}. */
    int SCHEMA = 1;

    /**
     * Makes a semaphore that goes on where another one stopped, or one that begins with {@link SemaphoreState#first}.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link SemaphoreObject#state} of any provider gave
     * @return the semaphore; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for it; nothing was kept
     */
    SemaphoreObject restore(String name, SemaphoreState state);

    /**
     * Makes a mutex that goes on where another one stopped, or one that begins with {@link MutexState#first}.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link MutexObject#state} of any provider gave
     * @return the mutex; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for it; nothing was kept
     */
    MutexObject restore(String name, MutexState state);

    /**
     * Makes a read-write lock that goes on where another one stopped, or one that begins with {@link
     * RwLockState#first}.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link RwLockObject#state} of any provider gave
     * @return the lock; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for it; nothing was kept
     */
    RwLockObject restore(String name, RwLockState state);

    /**
     * Makes a barrier that goes on where another one stopped, or one that begins with {@link BarrierState#first}.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link BarrierObject#state} of any provider gave
     * @return the barrier; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for it; nothing was kept
     */
    BarrierObject restore(String name, BarrierState state);

    @Override
    default String name() {
        return "sync";
    }

    @Override
    default int schema() {
        return SCHEMA;
    }
}
