package ipc.kernel.mq;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.Codec;
import ipc.api.mq.MessageLoan;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what comes out of a queue: a thread for each subscriber, which takes a message only against demand.
 *
 * <p>Each has a loan of its own. Cancelling closes the loan, which ends a wait and gives back a message that was taken
 * and not yet delivered.
 */
final class QueuePublisher<E> implements Flow.Publisher<E> {
    private final QueueHandle queue;
    private final Codec<E> codec;
    private final KernelScheduler scheduler;

    QueuePublisher(QueueHandle queue, Codec<E> codec) {
        this.queue = queue;
        this.codec = Objects.requireNonNull(codec, "codec");
        this.scheduler = queue.node().services().scheduler();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super E> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Delivery delivery = new Delivery(subscriber, queue.newLoan());
        scheduler.start("publisher of " + queue.node().title(), queue.process().caller(), delivery::run);
    }

    private final class Delivery implements Flow.Subscription {
        /** Null once it is not to be told anything any more, so that nothing keeps it alive. */
        private volatile Flow.@Nullable Subscriber<? super E> subscriber;

        private final MessageLoan loan;
        private final WaitQueue moreDemand =
                scheduler.newWaitQueue("demand for " + queue.node().title());
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean cancelled;
        private volatile boolean badRequest;

        private Delivery(Flow.Subscriber<? super E> subscriber, MessageLoan loan) {
            this.subscriber = subscriber;
            this.loan = loan;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                badRequest = true;
            } else {
                demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
            }
            moreDemand.wake(1); // the atomic update above, or the volatile store, is the fence that wake() asks for
        }

        @Override
        public void cancel() {
            cancelled = true;
            subscriber = null;
            moreDemand.wake(1);
            loan.close();
        }

        private void tell(Consumer<Flow.Subscriber<? super E>> signal) {
            Flow.Subscriber<? super E> present = subscriber;
            if (present != null) {
                signal.accept(present);
            }
        }

        private void run() {
            tell(present -> present.onSubscribe(this));
            try {
                while (awaitDemand()) {
                    deliver();
                }
                finish();
            } catch (IpcException ended) {
                ended(ended);
            } finally {
                subscriber = null;
                loan.close();
            }
        }

        private boolean awaitDemand() {
            while (true) {
                long ticket = moreDemand.ticket();
                if (cancelled || badRequest) {
                    return false;
                }
                if (demand.get() > 0) {
                    return true;
                }
                park(ticket);
            }
        }

        private void park(long ticket) {
            scheduler.current().callFor((OpenHandle) loan);
            moreDemand.park(ticket, TaskDeadline.NEVER);
        }

        private void deliver() {
            ByteBuffer message = loan.receive(Timeout.forever());
            E value = codec.decode(message);
            loan.release();
            demand.getAndUpdate(wanted -> wanted == Long.MAX_VALUE ? wanted : wanted - 1);
            tell(present -> present.onNext(value));
        }

        private void finish() {
            if (badRequest && !cancelled) {
                cancelled = true;
                tell(present -> present.onError(new IllegalArgumentException("request of 0 or less, bound 1")));
            }
        }

        private void ended(IpcException failure) {
            if (cancelled) {
                return;
            }
            if (failure.errno() == Errno.ECANCELED || failure.errno() == Errno.EBADF) {
                tell(Flow.Subscriber::onComplete); // the handle was closed
            } else {
                tell(present -> present.onError(failure));
            }
        }
    }
}
