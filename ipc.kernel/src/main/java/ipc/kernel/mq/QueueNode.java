package ipc.kernel.mq;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.kernel.Meters;
import ipc.api.mq.Notification;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.api.mq.QueueStatus;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueState;
import ipc.api.spi.ObjectState;
import ipc.kernel.object.Node;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.process.ProcessCaller;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A message queue as the kernel sees it: sizes, who is to be notified, loans that are out, dead letters. */
public final class QueueNode extends Node<QueueMechanism, QueueObject> implements QueueListener, Awaited {
    private static final Set<Signal> SIGNALS = Set.of(Signal.READABLE, Signal.WRITABLE);

    private final QueueOptions options;
    private final QueueServices services;
    private final UserQuota.Charge quota;
    private final MovingCaller mover;
    private final AtomicReference<@Nullable Registration> registration = new AtomicReference<>();
    private final Set<QueueLoan> loans = ConcurrentHashMap.newKeySet();
    private final LongAdder blockedNanos = new LongAdder();
    private final Meters.Histogram waits;
    private final long timeToLiveNanos;

    /** Who wants to hear of the next arrival, through which description, and how. */
    record Registration(
            KernelProcess process, QueueDescription description, Consumer<Notification> notifier, long value) {}

    QueueNode(long id, Label label, QueueOptions options, Maker maker) {
        super(id, label);
        this.options = options;
        this.services = maker.services();
        this.quota = maker.quota();
        this.mover = new MovingCaller(maker.process());
        this.waits = waits(services.meters());
        this.timeToLiveNanos = nanos(options.timeToLive());
    }

    private static long nanos(@Nullable Duration duration) {
        if (duration == null) {
            return Long.MAX_VALUE;
        }
        try {
            return duration.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }

    /** Who makes a queue, on whose account. */
    record Maker(KernelProcess process, QueueServices services, UserQuota.Charge quota) {}

    QueueOptions options() {
        return options;
    }

    QueueServices services() {
        return services;
    }

    /** When a message sent now expires, unless its sender says otherwise. */
    long expiryNanos() {
        return expiryNanos(timeToLiveNanos);
    }

    long expiryNanos(long liveNanos) {
        if (liveNanos == Long.MAX_VALUE) {
            return Long.MAX_VALUE; // most often, and then the clock need not be read
        }
        long at = services.scheduler().nowNanos() + liveNanos;
        return at < 0 ? Long.MAX_VALUE : at;
    }

    @Override
    public Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public @Nullable QueueObject waitable() {
        return present();
    }

    @Override
    protected String kind() {
        return "queue";
    }

    @Override
    protected QueueObject make(QueueMechanism provider) {
        return provider.create(title(), options, this);
    }

    @Override
    protected QueueObject remake(QueueMechanism provider, ObjectState exported) {
        return provider.restore(title(), (QueueState) exported, this);
    }

    @Override
    public void prepare(QueueObject shadow) {
        loans.forEach(loan -> loan.prepare(shadow));
    }

    @Override
    protected void relink() {
        loans.forEach(QueueLoan::relink);
    }

    @Override
    protected void unlink(boolean lost) {
        loans.forEach(loan -> loan.unlink(lost));
    }

    @Override
    protected QueueState blank() {
        return new QueueState(options, List.of(), List.of(), new QueueStatistics(0, 0, 0, 0, 0, 0, 0));
    }

    @Override
    public MovingCaller mover() {
        return mover;
    }

    /** Returns everything in the queue, also while no provider is there; inside the gate. */
    QueueState state() {
        QueueObject object = present();
        if (object == null && kept() instanceof QueueState waiting) {
            return waiting;
        }
        return object().state();
    }

    private QueueStatistics statistics() {
        QueueObject object = present();
        return object == null ? state().statistics() : object.statistics();
    }

    @Override
    protected void ended() {
        quota.release();
    }

    void add(QueueLoan loan) {
        loans.add(loan);
    }

    void remove(QueueLoan loan) {
        loans.remove(loan);
    }

    /**
     * Returns how long waits on queues last: one value for each time that a call waits, from all queues.
     *
     * @param meters of the kernel
     * @return the histogram
     */
    public static Meters.Histogram waits(Meters meters) {
        return meters.histogram("mq.wait", "nanoseconds");
    }

    void waited(long nanos) {
        blockedNanos.add(nanos);
        waits.record(nanos); // one load while nobody has switched it on
    }

    QueueStatus status(boolean nonBlocking) {
        QueueStatistics statistics = statistics();
        KernelScheduler scheduler = services.scheduler();
        int waiting = scheduler
                .tasks(task -> task.waits() && task.caller() instanceof QueueUser user && user.node() == this)
                .size();
        return new QueueStatus(
                name(),
                nonBlocking,
                options.depthMax(),
                options.messageBytesMax(),
                options.priorities(),
                statistics.queued(),
                waiting,
                blockedNanos.sum(),
                statistics);
    }

    void register(Registration wanted) {
        if (!registration.compareAndSet(null, wanted)) {
            throw new IpcException(Errno.EBUSY, "notify of " + title() + ", for which a process is registered");
        }
    }

    /** POSIX leaves open what removing another's registration does; Linux does nothing. */
    void unregister(KernelProcess process) {
        removeIf(present -> present.process() == process);
    }

    void closed(QueueDescription description) {
        removeIf(present -> present.description() == description);
    }

    private void removeIf(Predicate<Registration> condition) {
        Registration present = registration.get();
        if (present != null && condition.test(present)) {
            registration.compareAndSet(present, null);
        }
    }

    @Override
    public boolean watching() {
        return registration.get() != null;
    }

    @Override
    public void arrived() {
        Registration once = registration.getAndSet(null);
        if (once == null) {
            return;
        }
        KernelProcess process = once.process();
        Notification notification = notification(once.value());
        services.scheduler().start("notification of " + title(), process.caller(), () -> tell(once, notification));
    }

    private Notification notification(long value) {
        if (services.scheduler().current().caller() instanceof ProcessCaller sender) {
            Credentials who = sender.process().credentials();
            return new Notification(name(), sender.pid(), who.uid(), value);
        }
        return new Notification(name(), 0, 0, value);
    }

    private void tell(Registration whom, Notification notification) {
        try {
            whom.notifier().accept(notification);
        } catch (RuntimeException failure) {
            services.log("notifier of process " + whom.process().pid() + " threw " + failure);
        }
    }

    @Override
    public void expired(ByteBuffer message, int priority) {
        Meters meters = services.meters();
        meters.counter("mq.expired", "messages").add(1);
        if (!bury(message, priority)) {
            meters.counter("mq.dropped", "messages").add(1);
        }
    }

    private boolean bury(ByteBuffer message, int priority) {
        String name = options.deadLetters();
        QueueNode grave = name == null ? null : services.port().find(label().nameSpace(), name);
        if (grave == null || grave == this || message.remaining() > grave.options.messageBytesMax()) {
            return false;
        }
        int fitting = Math.min(priority, grave.options.priorities() - 1);
        return grave.object().send(message, fitting, grave.expiryNanos(), TaskDeadline.NOW);
    }
}
