/**
 * Runs filters as processes joined by pipes, as a Unix shell does. {@link ipc.examples.pipeline.Pipeline} is the way
 * in.
 */
@NullMarked
package ipc.examples.pipeline;

import org.jspecify.annotations.NullMarked;
