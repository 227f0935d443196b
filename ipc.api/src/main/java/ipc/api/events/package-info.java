/**
 * Events for programs: something that has happened or not, or how often, and that can be waited for.
 *
 * <p>Begin with {@link ipc.api.events.Events}. Rules come from Win32 {@code CreateEvent}, {@code SetEvent},
 * {@code PulseEvent}, from Linux {@code eventfd}, and from OSGi EventAdmin; what goes beyond says so.
 *
 * <p>Null is refused with a {@link java.lang.NullPointerException}. Any thread of its process may use any type.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.events;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
