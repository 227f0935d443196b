/** Tasks, wait queues, short locks and the two schedulers, live and seeded. */
@NullMarked
package ipc.kernel.schedule;

import org.jspecify.annotations.NullMarked;
