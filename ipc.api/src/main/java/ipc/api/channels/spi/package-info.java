/**
 * What a bundle implements to provide channels: {@link ipc.api.channels.spi.ChannelMechanism} makes
 * {@link ipc.api.channels.spi.ChannelObject}s.
 *
 * <p>The kernel has checked handle, rights, sizes and ranges before it calls; a provider holds data and policy only.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.channels.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
