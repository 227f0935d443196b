/**
 * The operator's view of a running kernel: snapshots as records, and the few things an operator changes.
 *
 * <p>Snapshots are immutable and consistent per object, not across objects: the kernel does not stop for them.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.admin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
