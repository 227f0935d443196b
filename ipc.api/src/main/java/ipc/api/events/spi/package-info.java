/**
 * What a bundle implements to provide events: {@link ipc.api.events.spi.EventMechanism} makes
 * {@link ipc.api.events.spi.EventObject}s, {@link ipc.api.events.spi.CounterObject}s and
 * {@link ipc.api.events.spi.BusObject}s.
 *
 * <p>The kernel has checked handle, rights and ranges before it calls. It keeps the number of a call that waits, so
 * that the wait goes on in the next provider, and tells which waits have ended.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.events.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
