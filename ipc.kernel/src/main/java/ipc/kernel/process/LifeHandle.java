package ipc.kernel.waits;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Waitable;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Watched;
import java.util.Set;

/** A process's handle of a process, signaled when that one has ended. */
final class LifeHandle extends OpenHandle implements Awaited, Waitable {
    private static final Set<Signal> SIGNALS = Set.of(Signal.SIGNALED);
    private static final int RIGHTS = Rights.bits(Set.of(Right.WAIT, Right.DUPLICATE, Right.TRANSFER));

    private final KernelProcess target;

    private LifeHandle(KernelProcess process, int number, int rights, KernelProcess target) {
        super(process, number, rights, process.gate());
        this.target = target;
    }

    static LifeHandle open(KernelProcess process, KernelProcess target) {
        return process.handles().open(number -> new LifeHandle(process, number, RIGHTS, target));
    }

    @Override
    public Awaited awaited() {
        return this;
    }

    @Override
    public Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public Watched watched() {
        return target.watched();
    }

    @Override
    public Waitable waitable() {
        return this;
    }

    @Override
    public long assertedAt(Signal signal) {
        return target.isOver() ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        return target.ended();
    }

    @Override
    public Handle duplicate(Set<Right> rights) {
        return duplicated(rights);
    }

    @Override
    public Handle replace(Set<Right> rights) {
        return replaced(rights);
    }

    @Override
    protected OpenHandle copy(HandleTable table, int bits) {
        return table.open(number -> new LifeHandle(process(), number, bits, target));
    }

    @Override
    protected Luggage packed(Sysno call) {
        return new Travelling(target, Rights.bits(rights()));
    }

    @Override
    protected void released() {
        // the process does not depend on who waits for it
    }

    /** The reference to the process, on its way to another one. */
    private record Travelling(KernelProcess target, int rights) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            return process.handles().openReserved(number -> new LifeHandle(process, number, rights, target));
        }

        @Override
        public void lost() {
            // as above
        }
    }
}
