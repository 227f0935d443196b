/** Stress of the way into mechanisms, in its package. */
@NullMarked
package ipc.kernel.call;

import org.jspecify.annotations.NullMarked;
