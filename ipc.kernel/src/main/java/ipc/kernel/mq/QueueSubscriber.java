package ipc.kernel.mq;

import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.mq.Codec;
import ipc.api.mq.MessageLoan;
import ipc.kernel.schedule.KernelScheduler;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends what it is given to a queue, and never blocks whoever gives it: it claims a slot first and then requests the
 * one value that will fill it.
 */
final class QueueSubscriber<E> implements Flow.Subscriber<E> {
    private final QueueHandle queue;
    private final Codec<E> codec;
    private final KernelScheduler scheduler;
    private final MessageLoan loan;
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private volatile @Nullable ByteBuffer claimed;

    QueueSubscriber(QueueHandle queue, Codec<E> codec) {
        this.queue = queue;
        this.codec = Objects.requireNonNull(codec, "codec");
        this.scheduler = queue.node().services().scheduler();
        this.loan = queue.newLoan();
    }

    @Override
    public void onSubscribe(Flow.Subscription offered) {
        Objects.requireNonNull(offered, "subscription");
        if (subscription.compareAndSet(null, offered)) {
            requestNext(offered);
        } else {
            offered.cancel();
        }
    }

    @Override
    public void onNext(E value) {
        Objects.requireNonNull(value, "value");
        Flow.Subscription source = subscription.get();
        ByteBuffer slot = claimed;
        if (source == null || slot == null) {
            return; // not asked for, or after the end
        }
        claimed = null;
        try {
            codec.encode(value, slot);
            loan.send(0);
        } catch (RuntimeException failure) {
            queue.node().services().log("subscriber of " + queue.node().title() + ": " + failure);
            end(source);
            return;
        }
        requestNext(source);
    }

    private void requestNext(Flow.Subscription source) {
        try {
            ByteBuffer free = loan.tryClaim();
            if (free != null) {
                request(source, free);
            } else {
                scheduler.start(
                        "subscriber of " + queue.node().title(), queue.process().caller(), () -> awaitRoom(source));
            }
        } catch (IpcException ended) {
            end(source);
        }
    }

    private void awaitRoom(Flow.Subscription source) {
        try {
            request(source, loan.claim(Timeout.forever()));
        } catch (IpcException ended) {
            end(source);
        }
    }

    private void request(Flow.Subscription source, ByteBuffer free) {
        claimed = free;
        source.request(1);
    }

    private void end(Flow.Subscription source) {
        claimed = null;
        source.cancel();
        loan.close();
    }

    @Override
    public void onError(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        queue.node().services().log("source of " + queue.node().title() + " failed: " + failure);
        finished();
    }

    @Override
    public void onComplete() {
        finished();
    }

    private void finished() {
        claimed = null;
        loan.close();
    }
}
