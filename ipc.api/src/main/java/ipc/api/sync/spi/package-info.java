/**
 * What a bundle implements to provide synchronisation: {@link ipc.api.sync.spi.SyncMechanism} makes
 * {@link ipc.api.sync.spi.SemaphoreObject}s, {@link ipc.api.sync.spi.MutexObject}s,
 * {@link ipc.api.sync.spi.RwLockObject}s and {@link ipc.api.sync.spi.BarrierObject}s. One that watches how they are
 * used is a {@link ipc.api.sync.spi.LockChecker}.
 *
 * <p>The kernel has checked handle, rights and ranges before it calls, says which thread of which process owns, and
 * tells which processes have gone; priorities are its own affair.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.sync.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
