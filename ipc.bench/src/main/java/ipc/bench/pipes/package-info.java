/** Pipes and what else carries bytes from one thread to another. */
@NullMarked
package ipc.bench.pipes;

import org.jspecify.annotations.NullMarked;
