/**
 * What bundles implement for the kernel, whatever the mechanism: {@link ipc.api.spi.Mechanism},
 * {@link ipc.api.spi.KernelObject}, {@link ipc.api.spi.ObjectState} and the replaceable
 * {@link ipc.api.spi.SecurityPolicy}.
 *
 * <p>Registrations of these services are visible to the kernel only.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
