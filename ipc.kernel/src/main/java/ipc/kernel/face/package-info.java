/** What processes and operators hold of the kernel itself: the typed and the numbered face, and the administrator's. */
@NullMarked
package ipc.kernel.face;

import org.jspecify.annotations.NullMarked;
