/** Message queues beside other queues: alone, between threads, in bytes, as a ping-pong, and as they grow. */
@NullMarked
package ipc.bench.mq;

import org.jspecify.annotations.NullMarked;
