package ipc.kernel.flow;

import ipc.api.Codec;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what comes out of an object: a thread for each subscriber, which takes a message only against demand.
 *
 * <p>Each has a loan of its own. Cancelling closes the loan, which ends a wait and gives back a message that was taken
 * and not yet delivered.
 */
public final class LoanPublisher<E> implements Flow.Publisher<E> {
    /** The handle or the other end closed. */
    private static final Set<Errno> NO_MORE = EnumSet.of(Errno.ECANCELED, Errno.EBADF, Errno.EPIPE);

    private final FlowSite site;
    private final Codec<E> codec;

    /**
     * Makes a publisher.
     *
     * @param site where it works
     * @param codec between values and bytes
     */
    public LoanPublisher(FlowSite site, Codec<E> codec) {
        this.site = site;
        this.codec = Objects.requireNonNull(codec, "codec");
    }

    @Override
    public void subscribe(Flow.Subscriber<? super E> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Delivery delivery = new Delivery(subscriber, site.loans().get());
        site.start("publisher of", delivery::run);
    }

    private final class Delivery implements Flow.Subscription {
        /** Null once it is not to be told anything any more, so that nothing keeps it alive. */
        private volatile Flow.@Nullable Subscriber<? super E> subscriber;

        private final FlowLoan loan;
        private final WaitQueue moreDemand = site.scheduler().newWaitQueue("demand for " + site.title());
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean cancelled;
        private volatile boolean badRequest;

        private Delivery(Flow.Subscriber<? super E> subscriber, FlowLoan loan) {
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

        /** A subscriber that throws has cancelled, by rule 2.13 of reactive streams. */
        private void tell(Consumer<Flow.Subscriber<? super E>> signal) {
            Flow.Subscriber<? super E> present = subscriber;
            if (present == null) {
                return;
            }
            try {
                signal.accept(present);
            } catch (RuntimeException failure) {
                site.log().accept("subscriber to " + site.title() + " threw " + failure);
                cancel();
            }
        }

        private void run() {
            tell(present -> present.onSubscribe(this));
            try {
                while (awaitDemand()) {
                    deliver();
                }
                finish();
            } catch (RuntimeException failure) {
                ended(failure);
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
            site.scheduler().current().callFor(loan.handle());
            moreDemand.park(ticket, TaskDeadline.NEVER);
        }

        private void deliver() {
            ByteBuffer message = loan.receive();
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

        private void ended(RuntimeException failure) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            if (failure instanceof IpcException end && NO_MORE.contains(end.errno())) {
                tell(Flow.Subscriber::onComplete);
            } else {
                tell(present -> present.onError(failure));
            }
        }
    }
}
