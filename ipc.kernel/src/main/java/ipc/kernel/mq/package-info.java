/** The client faces of the message queues, and what the kernel keeps of a queue whoever provides it. */
@NullMarked
package ipc.kernel.mq;

import org.jspecify.annotations.NullMarked;
