/**
 * What a bundle implements to provide pipes: {@link ipc.api.pipes.spi.PipeMechanism} makes
 * {@link ipc.api.pipes.spi.PipeObject}s.
 *
 * <p>The kernel has checked handle, rights, sizes and ranges before it calls, and knows who has which end open; a
 * provider holds bytes and policy only.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.pipes.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
