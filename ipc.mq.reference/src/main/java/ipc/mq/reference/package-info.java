/**
 * Message queues as a textbook would write them: one lock, one list in the order of delivery, an array per
 * message. What other queues are compared with; {@code TextbookQueues} is the way in.
 */
@NullMarked
package ipc.mq.reference;

import org.jspecify.annotations.NullMarked;
