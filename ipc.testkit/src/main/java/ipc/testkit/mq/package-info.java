/**
 * What every provider of message queues is held to. A provider's test extends {@link ipc.testkit.mq.QueueContract} and
 * says how its mechanism is made; {@link ipc.testkit.mq.QueueDifferential} compares it with another, call by call.
 *
 * <p>Both work on bare objects with the {@linkplain ipc.testkit.kernel fake kernel}. No argument is ever null.
 */
@NullMarked
package ipc.testkit.mq;

import org.jspecify.annotations.NullMarked;
