/** Stress tests of the structures of the message queues, in their package because those are nobody else's business. */
@NullMarked
package ipc.mq;

import org.jspecify.annotations.NullMarked;
