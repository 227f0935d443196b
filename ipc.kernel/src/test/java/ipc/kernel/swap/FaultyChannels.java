package ipc.kernel.swap;

import ipc.api.channels.spi.ChannelCalls;
import ipc.api.channels.spi.ChannelEnd;
import ipc.api.channels.spi.ChannelLoans;
import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelObserver;
import ipc.api.channels.spi.ChannelSlot;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Deadline;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A provider of channels that hands over wrongly in a chosen way, and otherwise does what a sound one does. */
final class FaultyChannels implements ChannelMechanism {
    private final ChannelMechanism real;

    /** What goes wrong, each by default nothing. */
    volatile Runnable onRestore = () -> {};

    volatile UnaryOperator<ChannelState> exported = UnaryOperator.identity();
    volatile UnaryOperator<ChannelState> imported = UnaryOperator.identity();
    volatile UnaryOperator<@Nullable ChannelSlot> claimed = UnaryOperator.identity();
    volatile UnaryOperator<ChannelSlot> found = UnaryOperator.identity();

    /** Objects made and not destroyed. */
    final AtomicInteger alive = new AtomicInteger();

    FaultyChannels(ChannelMechanism real) {
        this.real = real;
    }

    @Override
    public ChannelObject restore(String name, ChannelState state, ChannelObserver observer) {
        onRestore.run();
        return new Faulty(real.restore(name, imported.apply(state), observer));
    }

    private final class Faulty implements ChannelObject {
        private final ChannelObject object;
        private final List<FaultyLoans> loans;

        private Faulty(ChannelObject object) {
            this.object = object;
            loans = List.of(new FaultyLoans(object.loans(0)), new FaultyLoans(object.loans(1)));
            alive.incrementAndGet();
        }

        @Override
        public ChannelEnd end(int number) {
            return object.end(number);
        }

        @Override
        public ChannelCalls calls(int number) {
            return object.calls(number);
        }

        @Override
        public ChannelLoans loans(int number) {
            return loans.get(number);
        }

        @Override
        public View view(int number) {
            return object.view(number);
        }

        @Override
        public ChannelState state() {
            return exported.apply(object.state());
        }

        @Override
        public void destroy() {
            object.destroy();
            alive.decrementAndGet();
        }
    }

    private final class FaultyLoans implements ChannelLoans {
        private final ChannelLoans loans;

        private FaultyLoans(ChannelLoans loans) {
            this.loans = loans;
        }

        @Override
        public @Nullable ChannelSlot claim(int bytes, Deadline deadline) {
            return claimed.apply(loans.claim(bytes, deadline));
        }

        @Override
        public @Nullable ChannelSlot lease(Deadline deadline) {
            return loans.lease(deadline);
        }

        @Override
        public ChannelSlot leased(long number) {
            return found.apply(loans.leased(number));
        }
    }
}
