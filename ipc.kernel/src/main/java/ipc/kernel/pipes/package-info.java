/** Pipes: who has which end open, and the checks that come before a provider. */
@NullMarked
package ipc.kernel.pipes;

import org.jspecify.annotations.NullMarked;
