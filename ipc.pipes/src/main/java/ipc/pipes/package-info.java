/**
 * Pipes whose bytes are in a ring. {@code RingPipes} is the way in, {@code RingPipe} one pipe, {@code Ring} its memory.
 */
@NullMarked
package ipc.pipes;

import org.jspecify.annotations.NullMarked;
