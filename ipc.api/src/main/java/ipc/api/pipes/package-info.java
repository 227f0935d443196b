/**
 * Pipes and FIFOs for programs: streams of bytes, or of packets, with a read end and a write end.
 *
 * <p>Begin with {@link ipc.api.pipes.Pipes#create} or, for pipes with a name, {@link ipc.api.pipes.Pipes#makeFifo}.
 * Rules come from POSIX.1-2017 {@code pipe}, {@code mkfifo}, {@code read} and {@code write}; where Linux chooses, as
 * Linux does; what goes beyond says so.
 *
 * <p>Null is refused with a {@link java.lang.NullPointerException}. Any thread of its process may use any type.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api.pipes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
