package ipc.testkit.channels;

import static ipc.testkit.channels.ChannelBug.*;

import ipc.api.Signal;
import ipc.api.channels.spi.ChannelCalls;
import ipc.api.channels.spi.ChannelEnd;
import ipc.api.channels.spi.ChannelLoans;
import ipc.api.channels.spi.ChannelObject.View;
import ipc.api.channels.spi.ChannelSlot;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One end of the plainest channel: sends into one direction, receives from the other. */
final class PlantedEnd implements ChannelEnd, ChannelCalls, ChannelLoans {
    private final PlantedLane out;
    private final PlantedLane in;

    PlantedEnd(PlantedLane out, PlantedLane in) {
        this.out = out;
        this.in = out.has(HEARS_ITSELF) ? out : in;
    }

    @Override
    public boolean send(ByteBuffer message, int priority, long cargo, Deadline deadline) {
        return out.inlet.send(message, new PlantedLane.Tag(priority, cargo, 0), deadline);
    }

    @Override
    public int sendAll(List<ByteBuffer> messages, int priority, Deadline deadline) {
        int most = out.has(SENDS_ONE_OF_MANY) ? 1 : messages.size();
        return inTurn(most, deadline, (number, until) -> send(messages.get(number), priority, 0, until));
    }

    @Override
    public long receive(ByteBuffer buffer, long cargo, Deadline deadline) {
        return in.receive(buffer, cargo, deadline);
    }

    @Override
    public int receiveAll(List<ByteBuffer> buffers, Deadline deadline) {
        return inTurn(buffers.size(), deadline, (number, until) -> {
            long next = out.has(TAKES_CARGOES_IN_PASSING) ? nextCargo() : 0;
            return receive(buffers.get(number), next, until) >= 0;
        });
    }

    private long nextCargo() {
        return in.locked(in::nextCargo);
    }

    private interface Move {
        boolean moves(int number, Deadline deadline);
    }

    private int inTurn(int most, Deadline deadline, Move move) {
        int moved = 0;
        try {
            while (moved < most && move.moves(moved, moved == 0 || out.has(WAITS_FOR_ALL) ? deadline : Deadline.NOW)) {
                moved++;
            }
        } catch (RuntimeException refused) {
            if (moved == 0 || out.has(FORGETS_WHAT_WAS_MOVED)) {
                throw refused;
            }
        }
        return moved;
    }

    @Override
    public boolean awaitClosed(Deadline deadline) {
        return in.awaitClosed(deadline);
    }

    @Override
    public void close() {
        out.closeSender();
        in.closeReceiver();
    }

    @Override
    public boolean discard() {
        return in.discard();
    }

    @Override
    public long assertedAt(Signal signal) {
        BooleanSupplier asserted = switch (signal) {
            case READABLE -> () -> !in.isOpen() || in.first() != null;
            case WRITABLE ->
                () -> !out.isOpen() || out.inlet.hasRoom(out.has(SIGNALS_ANY_ROOM) ? 0 : out.options.messageBytesMax());
            default -> () -> in.has(CONFUSES_SIGNALS) ? in.first() != null : !in.isOpen();
        };
        return in.locked(asserted::getAsBoolean) ? 0 : Long.MAX_VALUE;
    }

    @Override
    public WaitQueue raised(Signal signal) {
        boolean elsewhere = in.has(RAISES_ELSEWHERE);
        return switch (signal) {
            case READABLE -> elsewhere ? in.notFull : in.notEmpty;
            case WRITABLE -> elsewhere ? out.notEmpty : out.notFull;
            default -> elsewhere ? in.notEmpty : in.closed;
        };
    }

    @Override
    public boolean begin(ByteBuffer request, int transaction, int room, Deadline deadline) {
        in.calls.expect(transaction, room);
        boolean begun = false;
        try {
            begun = out.inlet.send(request, new PlantedLane.Tag(0, 0, transaction), deadline);
            return begun;
        } finally {
            if (!begun && !in.has(KEEPS_CALLS_THAT_DID_NOT_BEGIN)) {
                in.calls.abandon(transaction);
            }
        }
    }

    @Override
    public boolean await(int transaction, ByteBuffer reply, Deadline deadline) {
        return in.calls.await(transaction, reply, deadline);
    }

    @Override
    public void abandon(int transaction) {
        if (!in.has(KEEPS_ABANDONED_CALLS)) {
            in.calls.abandon(transaction);
        }
    }

    @Override
    public @Nullable ChannelSlot claim(int bytes, Deadline deadline) {
        return out.loans.claim(bytes, deadline);
    }

    @Override
    public @Nullable ChannelSlot lease(Deadline deadline) {
        return in.loans.lease(deadline);
    }

    @Override
    public ChannelSlot leased(long number) {
        return in.loans.leased(number);
    }

    /** Under the lock. */
    View view() {
        PlantedMessage next = in.first();
        boolean peerClosed = in.has(SEES_ITSELF_CLOSED) ? !in.isOpen() : !in.senderOpen;
        int nextBytes = next == null ? in.has(SEES_A_MESSAGE_WHERE_NONE_IS) ? 0 : -1 : next.length();
        return new View(peerClosed, nextBytes, in.nextCargo(), out.statistics(), in.statistics());
    }
}
