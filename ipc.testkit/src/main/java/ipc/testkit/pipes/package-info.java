/**
 * The contract of pipes: extend {@link ipc.testkit.pipes.PipeContract} and say where your mechanism comes from.
 */
@NullMarked
package ipc.testkit.pipes;

import org.jspecify.annotations.NullMarked;
