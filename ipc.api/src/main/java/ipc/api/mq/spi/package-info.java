/**
 * What a bundle implements to provide message queues: {@link ipc.api.mq.spi.QueueMechanism} makes
 * {@link ipc.api.mq.spi.QueueObject}s.
 *
 * <p>The kernel has checked handle, rights, sizes and ranges before it calls; a provider holds data and policy only.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.mq.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
