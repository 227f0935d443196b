package ipc.kernel;

import ipc.api.sync.spi.BarrierObject;
import ipc.api.sync.spi.BarrierState;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.RwLockObject;
import ipc.api.sync.spi.RwLockState;
import ipc.api.sync.spi.SemaphoreObject;
import ipc.api.sync.spi.SemaphoreState;
import ipc.api.sync.spi.SyncMechanism;

/** Makes what another provider makes, but for the kinds of objects that a bug is planted in. */
public interface ForwardingSync extends SyncMechanism {
    /** Returns the other provider. */
    SyncMechanism real();

    @Override
    default SemaphoreObject restore(String name, SemaphoreState state) {
        return real().restore(name, state);
    }

    @Override
    default MutexObject restore(String name, MutexState state) {
        return real().restore(name, state);
    }

    @Override
    default RwLockObject restore(String name, RwLockState state) {
        return real().restore(name, state);
    }

    @Override
    default BarrierObject restore(String name, BarrierState state) {
        return real().restore(name, state);
    }
}
