package ipc.kernel.events;

import ipc.api.events.spi.AnyEvent;
import ipc.api.events.spi.EventMechanism;
import ipc.kernel.object.News;
import ipc.kernel.object.Node;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.Caller;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whatever a provider of events makes, as the kernel sees it. */
public abstract class AnyEventNode extends Node<EventMechanism, AnyEvent> {
    private final EventServices services;
    private final MovingCaller mover;
    private final News<AnyEvent> news;

    /** How often its state was lost: what waits knew of it means nothing since. */
    private volatile int losses;

    AnyEventNode(long id, Label label, KernelProcess maker, EventServices services) {
        super(id, label);
        this.services = services;
        this.mover = new MovingCaller(maker);
        this.news = new News<>(services.gate(), title());
    }

    /** Which handle of an object. */
    record Opened(KernelProcess process, int number, int rights, boolean existed) {}

    final EventServices services() {
        return services;
    }

    /** Makes a handle of this object, which is referred to for it already. */
    abstract OpenHandle handle(Opened opened);

    /** Returns what an operator sees. */
    abstract Map<String, Long> figures();

    /** Opens a handle; if that fails, the reference is given up. */
    final OpenHandle open(KernelProcess process, int rights, boolean existed) {
        try {
            return process.handles().open(number -> handle(new Opened(process, number, rights, existed)));
        } catch (RuntimeException | Error failure) {
            services.port().release(this);
            throw failure;
        }
    }

    final int losses() {
        return losses;
    }

    /** Does something inside the gate that has to be done, also for who is killed. */
    final void visit(Runnable work) {
        services.gate().visit(mover, work);
    }

    /** The provider hears of it now, or the next one will; inside the gate. */
    final void tell(Consumer<AnyEvent> change) {
        news.tell(present(), change);
    }

    final int waiting() {
        return services.gate()
                .scheduler()
                .tasks(task -> task.waits() && task.caller().actsFor(this::isReferredToBy))
                .size();
    }

    private boolean isReferredToBy(Caller caller) {
        return caller instanceof AnyEventHandle<?> handle && handle.node() == this;
    }

    /** Returns the provider's object, or null while no provider is there. */
    final @Nullable AnyEvent waited() {
        return present();
    }

    @Override
    protected boolean outlivesHandles() {
        return false;
    }

    @Override
    public void prepare(AnyEvent shadow) {
        news.tellShadow(shadow);
    }

    @Override
    protected void relink() {
        news.forget();
    }

    @Override
    protected void unlink(boolean lost) {
        if (lost) {
            losses = losses + 1;
        }
    }

    @Override
    public MovingCaller mover() {
        return mover;
    }

    @Override
    protected void ended() {
        // nothing is kept for it but this node
    }
}
