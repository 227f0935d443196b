/** The kernel, put together. */
@NullMarked
package ipc.kernel;

import org.jspecify.annotations.NullMarked;
