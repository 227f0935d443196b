/**
 * Message queues on preallocated slots: no allocation for a message, constant time whatever the number of priorities,
 * and one sender and one receiver that do not get into each other's way. {@link ipc.mq.SlotQueues} is the way in.
 */
@NullMarked
package ipc.mq;

import org.jspecify.annotations.NullMarked;
