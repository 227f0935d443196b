/**
 * POSIX message queues for programs, with loans, leases, expiry and dead letters beyond POSIX.
 *
 * <p>Begin with {@link ipc.api.mq.MessageQueues#open}. Rules come from POSIX.1-2017 {@code mq_*}; where Linux chooses,
 * as Linux does; what goes beyond says so.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.mq;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
