/** Stress tests of the scheduler's structures, in their package because those are nobody else's business. */
@NullMarked
package ipc.kernel.schedule;

import org.jspecify.annotations.NullMarked;
