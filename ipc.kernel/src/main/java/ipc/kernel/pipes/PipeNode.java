package ipc.kernel.pipes;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.ShortLock;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.PipeStatus;
import ipc.api.pipes.Readiness;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import ipc.api.spi.ObjectState;
import ipc.kernel.call.Gate;
import ipc.kernel.object.Node;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A pipe as the kernel sees it: its ends, its size, its place in the user's quota. */
public final class PipeNode extends Node<PipeMechanism, PipeObject> {
    private final boolean packets;
    private final PipeServices services;
    private final PageQuota.Charge quota;
    private final MovingCaller mover;
    private final PipeEnds ends;

    /** One change of the capacity at a time. */
    private final ShortLock resizing;

    private volatile int capacityBytes;

    /** Gifts on their way in, inside, or on their way out: what is left of them is freed with the pipe. */
    private final Set<Gift> gifts = ConcurrentHashMap.newKeySet();

    PipeNode(long id, Label label, Maker maker, boolean packets) {
        super(id, label);
        this.packets = packets;
        this.services = maker.services();
        this.quota = maker.quota();
        this.mover = new MovingCaller(maker.process());
        this.ends = new PipeEnds(services.scheduler(), title(), this::tell);
        this.resizing = services.scheduler().newMutex(title() + " size");
        this.capacityBytes = quota.pages() * PipeOptions.PAGE_BYTES;
    }

    /** Who makes a pipe, on whose account. */
    record Maker(KernelProcess process, PipeServices services, PageQuota.Charge quota) {}

    /** Returns the provider's object, or null while no provider is there; inside the gate. */
    @Nullable
    PipeObject waited() {
        return present();
    }

    PipeServices services() {
        return services;
    }

    PipeEnds ends() {
        return ends;
    }

    private Gate gate() {
        return services.port().gate();
    }

    /** The provider hears of it now, or the next one will; if it fails at that, it is blamed, and the end stays so. */
    private void tell(int readers, int writers) {
        PipeObject object = present();
        if (object != null) {
            try {
                object.opened(readers, writers);
            } catch (RuntimeException | Error failure) {
                gate().blamed(failure);
            }
        }
    }

    /** Waits until the other end is open too; the call goes on in the next provider if this one leaves meanwhile. */
    void awaitOther(Task task, Way way, Deadline deadline) {
        while (true) {
            try {
                ends.awaitOther(way, deadline);
                return;
            } catch (RuntimeException | Error failure) {
                gate().again(task, failure, deadline);
            }
        }
    }

    /** The last handle of a description was closed. */
    void close(Way way) {
        gate().visit(mover, () -> ends.close(way));
        services.port().release(this);
    }

    /** Changes the capacity to so many bytes, as a process asks; returns false if more is inside. */
    boolean resize(KernelProcess process, int bytes, boolean privileged) {
        resizing.lock();
        try {
            checkGrowth(process, bytes, privileged);
            boolean fits = object().resize(bytes);
            if (fits) {
                quota.change(bytes / PipeOptions.PAGE_BYTES);
                capacityBytes = bytes;
            }
            return fits;
        } finally {
            resizing.unlock();
        }
    }

    private void checkGrowth(KernelProcess process, int bytes, boolean privileged) {
        Limits.Pipes bounds = services.limits();
        boolean grows = bytes > capacityBytes;
        if (!privileged && grows && bytes > bounds.bytesMax()) {
            throw IpcException.of(Errno.EPERM, "resize %s to %,d bytes, limit %,d", title(), bytes, bounds.bytesMax());
        }
        if (!privileged && grows && quota.wouldPass(bounds, bytes / PipeOptions.PAGE_BYTES)) {
            throw IpcException.of(
                    Errno.EPERM,
                    "resize %s to %,d bytes: pipes of user %d would have more than %,d pages, or %,d",
                    title(),
                    bytes,
                    process.credentials().uid(),
                    bounds.pagesSoft(),
                    bounds.pagesHard());
        }
    }

    boolean hasPackets() {
        return packets;
    }

    /** Makes a gift of the first bytes of a region. */
    Gift gift(Memory.Region region, int length) {
        Gift gift = new Gift(this, region, length);
        gifts.add(gift);
        return gift;
    }

    /** A gift is not in this pipe. */
    void forget(Gift gift) {
        gifts.remove(gift);
    }

    int capacityBytes() {
        return capacityBytes;
    }

    PipeStatus status(Way way, boolean nonBlocking) {
        PipeStatistics statistics = statistics();
        KernelScheduler scheduler = services.scheduler();
        int waiting = scheduler
                .tasks(task -> task.waits() && task.caller() instanceof PipeHandle handle && handle.node() == this)
                .size();
        return new PipeStatus(
                name(),
                nonBlocking,
                packets,
                capacityBytes,
                ends.readers(),
                ends.writers(),
                waiting,
                ready(way, statistics.buffered()),
                statistics);
    }

    private Set<Readiness> ready(Way way, int buffered) {
        Set<Readiness> ready = EnumSet.noneOf(Readiness.class);
        if (way.reads() && buffered > 0) {
            ready.add(Readiness.IN);
        }
        if (way.reads() && ends.writers() == 0) {
            ready.add(Readiness.HUP);
        }
        if (way.writes() && capacityBytes - buffered >= PipeOptions.ATOMIC_BYTES) {
            ready.add(Readiness.OUT);
        }
        if (way.writes() && ends.readers() == 0) {
            ready.add(Readiness.ERR);
        }
        return Collections.unmodifiableSet(ready);
    }

    /** Also while no provider is there. */
    private PipeStatistics statistics() {
        PipeObject object = present();
        if (object == null && kept() instanceof PipeState waiting) {
            return waiting.statistics();
        }
        return object().statistics();
    }

    @Override
    protected String kind() {
        return "pipe";
    }

    @Override
    protected PipeObject make(PipeMechanism provider) {
        return provider.restore(title(), blank());
    }

    @Override
    protected PipeObject remake(PipeMechanism provider, ObjectState exported) {
        return provider.restore(title(), (PipeState) exported);
    }

    @Override
    protected PipeState blank() {
        return PipeState.empty(capacityBytes, packets);
    }

    /** Nobody opens or closes an end until the shadow is in its place: that happens inside the gate. */
    @Override
    public void prepare(PipeObject shadow) {
        ends.tell(shadow::opened);
    }

    @Override
    protected void relink() {
        // all that refers to the object is this node
    }

    @Override
    protected void unlink(boolean lost) {
        if (lost) {
            gifts.forEach(Gift::release);
        }
    }

    @Override
    public MovingCaller mover() {
        return mover;
    }

    @Override
    protected void ended() {
        quota.change(0);
        gifts.forEach(Gift::release);
    }
}
