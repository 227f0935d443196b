/**
 * What the kernel offers to the bundles that implement mechanisms: waiting, short locks, time, memory, meters.
 *
 * <p>A provider blocks only on a {@link ipc.api.kernel.WaitQueue}, excludes only with a
 * {@link ipc.api.kernel.ShortLock}, reads only {@link ipc.api.kernel.Scheduler#nowNanos} and keeps bytes only after
 * {@link ipc.api.kernel.Memory} has charged them. Then the same bundle runs live and under the seeded scheduler, and
 * can be replaced while calls are blocked in it.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.kernel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
