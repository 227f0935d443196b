package ipc.kernel.swap;

import ipc.api.kernel.Deadline;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.spi.DirectPipe;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import ipc.api.spi.Waitable;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A provider of pipes that hands over wrongly in a chosen way, and otherwise does what a sound one does. */
final class FaultyPipes implements PipeMechanism {
    private final PipeMechanism real;

    /** What goes wrong, each by default nothing. */
    volatile Runnable onRestore = () -> {};

    volatile Runnable onOpened = () -> {};
    volatile boolean deaf;
    volatile UnaryOperator<PipeState> exported = UnaryOperator.identity();
    volatile UnaryOperator<PipeState> imported = UnaryOperator.identity();

    /** Objects made and not destroyed. */
    final AtomicInteger alive = new AtomicInteger();

    FaultyPipes(PipeMechanism real) {
        this.real = real;
    }

    @Override
    public PipeObject restore(String name, PipeState state) {
        onRestore.run();
        return new Faulty(real.restore(name, imported.apply(state)));
    }

    private final class Faulty implements PipeObject {
        private final PipeObject object;

        private Faulty(PipeObject object) {
            this.object = object;
            alive.incrementAndGet();
        }

        @Override
        public int write(ByteBuffer bytes, Deadline deadline) {
            return object.write(bytes, deadline);
        }

        @Override
        public int read(ByteBuffer buffer, Deadline deadline) {
            return object.read(buffer, deadline);
        }

        @Override
        public void opened(int readers, int writers) {
            onOpened.run();
            if (deaf) {
                object.opened(1, 1);
            } else {
                object.opened(readers, writers);
            }
        }

        @Override
        public boolean resize(int capacityBytes) {
            return object.resize(capacityBytes);
        }

        @Override
        public DirectPipe direct() {
            return object.direct();
        }

        @Override
        public Waitable readEnd() {
            return object.readEnd();
        }

        @Override
        public Waitable writeEnd() {
            return object.writeEnd();
        }

        @Override
        public PipeStatistics statistics() {
            return object.statistics();
        }

        @Override
        public PipeState state() {
            return exported.apply(object.state());
        }

        @Override
        public void destroy() {
            object.destroy();
            alive.decrementAndGet();
        }
    }
}
