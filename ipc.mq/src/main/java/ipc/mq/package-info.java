/**
 * Message queues on preallocated slots: no allocation for a message, and constant time whatever the number of
 * priorities. {@link ipc.mq.SlotQueues} is the way in.
 */
@NullMarked
package ipc.mq;

import org.jspecify.annotations.NullMarked;
