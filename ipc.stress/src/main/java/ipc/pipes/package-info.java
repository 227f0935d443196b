/** Stress tests of the pipe provider, whose two sides have a lock each. */
@NullMarked
package ipc.pipes;

import org.jspecify.annotations.NullMarked;
