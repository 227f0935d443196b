/**
 * Channels for programs: two ends, whole messages both ways, handles inside messages, calls with replies, listeners.
 *
 * <p>Begin with {@link ipc.api.channels.Channels#create}, or with {@link ipc.api.channels.Channels#listen} and
 * {@link ipc.api.channels.Channels#connect}. Rules come from Zircon channels; what goes beyond says so.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.channels;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
