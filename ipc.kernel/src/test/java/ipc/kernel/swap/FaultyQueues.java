package ipc.kernel.swap;

import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A provider that does something wrong at a chosen moment, and otherwise what a sound one does. */
public final class FaultyQueues implements QueueMechanism {
    private final QueueMechanism real;

    /** What goes wrong, each by default nothing; an action may throw, hang or kill. */
    volatile Runnable onSchema = () -> {};

    volatile Runnable onRestore = () -> {};
    volatile Runnable onState = () -> {};
    volatile Runnable onDestroy = () -> {};
    volatile Runnable onSend = () -> {};
    volatile Runnable onReceive = () -> {};
    volatile Runnable onLeased = () -> {};
    volatile UnaryOperator<QueueState> exported = UnaryOperator.identity();
    volatile UnaryOperator<QueueState> imported = UnaryOperator.identity();
    volatile UnaryOperator<Deadline> waited = UnaryOperator.identity();
    volatile UnaryOperator<QueueSlot> found = UnaryOperator.identity();
    volatile UnaryOperator<QueueObject> made = UnaryOperator.identity();
    volatile int schema = SCHEMA;

    /** Objects made and not destroyed. */
    final AtomicInteger alive = new AtomicInteger();

    public FaultyQueues(QueueMechanism real) {
        this.real = real;
    }

    public int alive() {
        return alive.get();
    }

    public void onSchema(Runnable action) {
        onSchema = action;
    }

    public void onRestore(Runnable action) {
        onRestore = action;
    }

    public void onState(Runnable action) {
        onState = action;
    }

    public void onReceive(Runnable action) {
        onReceive = action;
    }

    public void onLeased(Runnable action) {
        onLeased = action;
    }

    public void exported(UnaryOperator<QueueState> change) {
        exported = change;
    }

    public void imported(UnaryOperator<QueueState> change) {
        imported = change;
    }

    public void waited(UnaryOperator<Deadline> change) {
        waited = change;
    }

    public void made(UnaryOperator<QueueObject> change) {
        made = change;
    }

    /** Nothing goes wrong from now on. */
    public void sound() {
        onSchema = () -> {};
        onRestore = () -> {};
        onState = () -> {};
        onLeased = () -> {};
        exported = UnaryOperator.identity();
        imported = UnaryOperator.identity();
    }

    @Override
    public int schema() {
        onSchema.run();
        return schema;
    }

    @Override
    public QueueObject create(String name, QueueOptions options, QueueListener listener) {
        return made.apply(new Faulty(real.create(name, options, listener)));
    }

    @Override
    public QueueObject restore(String name, QueueState state, QueueListener listener) {
        onRestore.run();
        return made.apply(new Faulty(real.restore(name, imported.apply(state), listener)));
    }

    private final class Faulty implements QueueObject {
        private final QueueObject object;
        private volatile boolean destroyed;

        private Faulty(QueueObject object) {
            this.object = object;
            alive.incrementAndGet();
        }

        /** Whoever still has this object after its end, or is inside, has been forgotten by a swap. */
        private QueueObject object() {
            if (destroyed) {
                throw new IllegalStateException("used after its end");
            }
            return object;
        }

        @Override
        public boolean send(ByteBuffer message, int priority, long expiryNanos, Deadline deadline) {
            onSend.run();
            return object().send(message, priority, expiryNanos, waited.apply(deadline));
        }

        @Override
        public int receive(ByteBuffer buffer, Deadline deadline) {
            onReceive.run();
            try {
                return object().receive(buffer, waited.apply(deadline));
            } finally {
                object();
            }
        }

        @Override
        public QueueSlot loan(Deadline deadline) {
            return object().loan(deadline);
        }

        @Override
        public QueueSlot lease(Deadline deadline) {
            return object().lease(deadline);
        }

        @Override
        public QueueSlot leased(int number) {
            onLeased.run();
            return found.apply(object().leased(number));
        }

        @Override
        public long assertedAt(Signal signal) {
            return object().assertedAt(signal);
        }

        @Override
        public WaitQueue raised(Signal signal) {
            return object().raised(signal);
        }

        @Override
        public QueueStatistics statistics() {
            return object().statistics();
        }

        @Override
        public QueueState state() {
            onState.run();
            return exported.apply(object().state());
        }

        @Override
        public void destroy() {
            onDestroy.run();
            object().destroy();
            destroyed = true;
            alive.decrementAndGet();
        }
    }
}
