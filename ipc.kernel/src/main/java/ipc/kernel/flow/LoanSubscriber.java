package ipc.kernel.flow;

import ipc.api.Codec;
import ipc.api.IpcException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends what it is given to an object, and never blocks whoever gives it: it claims room first and then requests the
 * one value that will fill it.
 */
public final class LoanSubscriber<E> implements Flow.Subscriber<E> {
    private final FlowSite site;
    private final Codec<E> codec;
    private final FlowLoan loan;
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private volatile @Nullable ByteBuffer claimed;

    /**
     * Makes a subscriber.
     *
     * @param site where it works
     * @param codec between values and bytes
     */
    public LoanSubscriber(FlowSite site, Codec<E> codec) {
        this.site = site;
        this.codec = Objects.requireNonNull(codec, "codec");
        this.loan = site.loans().get();
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
            loan.send();
        } catch (RuntimeException failure) {
            site.log().accept("subscriber of " + site.title() + ": " + failure);
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
                site.start("subscriber of", () -> awaitRoom(source));
            }
        } catch (IpcException ended) {
            end(source);
        }
    }

    private void awaitRoom(Flow.Subscription source) {
        try {
            request(source, loan.claim());
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
        site.log().accept("source of " + site.title() + " failed: " + failure);
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
