package ipc.api.sync.spi;

import ipc.api.sync.LockFindings;
import org.osgi.annotation.versioning.ConsumerType;

/** A provider of synchronisation that watches how locks are used; whether it serves or has served. */
@ConsumerType
public interface LockChecker extends SyncMechanism {
    /** {@return what it has found out up to now} Asked by any thread at any time; neither waits nor acquires locks. */
    LockFindings findings();
}
