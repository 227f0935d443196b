/**
 * Timers: kernel objects that count their expirations when somebody looks. {@link ipc.kernel.timers.TimerTable} has
 * them, {@link ipc.kernel.timers.TimerFace} makes them for a process.
 */
@NullMarked
package ipc.kernel.timers;

import org.jspecify.annotations.NullMarked;
