package ipc.kernel.mq;

import ipc.api.Codec;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.mq.spi.QueueState;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A queue as a {@link BlockingQueue} of values. */
final class QueueCollection<E> extends AbstractQueue<E> implements BlockingQueue<E> {
    private final QueueHandle queue;
    private final Codec<E> codec;

    QueueCollection(QueueHandle queue, Codec<E> codec) {
        this.queue = queue;
        this.codec = Objects.requireNonNull(codec, "codec");
    }

    @Override
    public boolean offer(E value) {
        return queue.trySend(encoded(value), 0);
    }

    @Override
    public void put(E value) throws InterruptedException {
        ByteBuffer message = encoded(value);
        interruptibly(() -> {
            queue.send(message, 0, Timeout.forever());
            return true;
        });
    }

    @Override
    public boolean offer(E value, long timeout, TimeUnit unit) throws InterruptedException {
        ByteBuffer message = encoded(value);
        Boolean sent = interruptibly(() -> {
            queue.send(
                    message, 0, Timeout.after(unit.toChronoUnit().getDuration().multipliedBy(timeout)));
            return true;
        });
        return sent != null;
    }

    @Override
    public @Nullable E poll() {
        ByteBuffer buffer = buffer();
        return queue.tryReceive(buffer) < 0 ? null : codec.decode(buffer.flip());
    }

    @Override
    public E take() throws InterruptedException {
        return Objects.requireNonNull(received(Timeout.forever()));
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return received(Timeout.after(unit.toChronoUnit().getDuration().multipliedBy(timeout)));
    }

    private @Nullable E received(Timeout timeout) throws InterruptedException {
        ByteBuffer buffer = buffer();
        return interruptibly(() -> {
            queue.receive(buffer, timeout);
            return codec.decode(buffer.flip());
        });
    }

    /** Null for "not in time". */
    private static <R> @Nullable R interruptibly(Supplier<R> call) throws InterruptedException {
        try {
            return call.get();
        } catch (IpcException failure) {
            if (failure.errno() == Errno.ETIMEDOUT) {
                return null;
            }
            if (failure.errno() == Errno.EINTR) {
                Thread.interrupted(); // as every method that throws InterruptedException does
                InterruptedException interruption = new InterruptedException(failure.getMessage());
                interruption.initCause(failure);
                throw interruption;
            }
            throw failure;
        }
    }

    private ByteBuffer buffer() {
        return ByteBuffer.allocate(queue.node().options().messageBytesMax());
    }

    private ByteBuffer encoded(E value) {
        Objects.requireNonNull(value, "value");
        ByteBuffer message = buffer();
        try {
            codec.encode(value, message);
        } catch (BufferOverflowException tooLong) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "send %s to %s, limit %,d bytes",
                    value,
                    queue.node().title(),
                    message.capacity());
        }
        return message.flip();
    }

    /** {@inheritDoc} Shows what is queued when the head is first asked for; takes nothing away. */
    @Override
    public @Nullable E peek() {
        Iterator<E> values = iterator();
        return values.hasNext() ? values.next() : null;
    }

    @Override
    public Iterator<E> iterator() {
        List<E> values = new ArrayList<>();
        for (QueueState.Message message : queue.messages()) {
            values.add(codec.decode(message.bytes()));
        }
        return List.copyOf(values).iterator();
    }

    @Override
    public int size() {
        return queue.status().depth();
    }

    @Override
    public int remainingCapacity() {
        return queue.node().options().depthMax() - size();
    }

    @Override
    public int drainTo(Collection<? super E> sink) {
        return drainTo(sink, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> sink, int max) {
        if (sink == this) {
            throw new IllegalArgumentException("drain a queue to itself");
        }
        Objects.requireNonNull(sink, "sink");
        int drained = 0;
        while (drained < max) {
            E value = poll();
            if (value == null) {
                break;
            }
            sink.add(value);
            drained++;
        }
        return drained;
    }
}
