package ipc.kernel.process;

import ipc.api.Handle;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Waitable;
import ipc.kernel.process.OpenHandle.Awaited;
import ipc.kernel.schedule.Watched;
import java.util.Set;

/**
 * A handle of a process or thread, signaled when that has ended; what it refers to does not depend on it.
 *
 * @param <L> process or thread
 */
public abstract class LifeHandle<L extends Life> extends OpenHandle implements Awaited, Waitable {
    private static final Set<Signal> SIGNALS = Set.of(Signal.SIGNALED);

    private final L life;

    /**
     * How a handle is made.
     *
     * @param <L> process or thread
     */
    @FunctionalInterface
    protected interface Maker<L> {
        /**
         * Makes one more handle.
         *
         * @param process whose
         * @param number under which number
         * @param rights bits of {@link Rights}
         * @param life to what
         * @return the handle
         */
        OpenHandle make(KernelProcess process, int number, int rights, L life);
    }

    /**
     * Makes an open handle.
     *
     * @param process whose
     * @param number under which number
     * @param rights bits of {@link Rights}
     * @param life to what
     */
    protected LifeHandle(KernelProcess process, int number, int rights, L life) {
        super(process, number, rights, process.gate());
        this.life = life;
    }

    /** Returns how more such handles are made. */
    protected abstract Maker<L> maker();

    /** Returns what this refers to. */
    protected final L life() {
        return life;
    }

    @Override
    public final Awaited awaited() {
        return this;
    }

    @Override
    public final Set<Signal> signals() {
        return SIGNALS;
    }

    @Override
    public final Watched watched() {
        return life.watched();
    }

    @Override
    public final Waitable waitable() {
        return this;
    }

    @Override
    public final long assertedAt(Signal signal) {
        return life.isOver() ? 0 : Long.MAX_VALUE;
    }

    @Override
    public final WaitQueue raised(Signal signal) {
        return life.ended();
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
    protected final OpenHandle copy(HandleTable table, int bits) {
        return table.open(number -> maker().make(process(), number, bits, life));
    }

    @Override
    protected final Luggage packed(Sysno call) {
        return new Travelling<>(maker(), Rights.bits(rights()), life);
    }

    @Override
    protected final void released() {
        // the process or thread does not depend on who waits for it
    }

    /** The reference, on its way to another process. */
    private record Travelling<L>(Maker<L> maker, int rights, L life) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            return process.handles().openReserved(number -> maker.make(process, number, rights, life));
        }

        @Override
        public void lost() {
            // nothing is held
        }
    }
}
