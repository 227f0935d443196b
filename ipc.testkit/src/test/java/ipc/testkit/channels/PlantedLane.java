package ipc.testkit.channels;

import static ipc.testkit.channels.ChannelBug.*;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.DirectionStatistics;
import ipc.api.channels.spi.ChannelObserver;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.testkit.kernel.CallUnwound;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One direction of the plainest channel: a list in the order of delivery, in which leased messages stay in place. */
final class PlantedLane {
    private final Ground ground;
    final DirectionOptions options;
    final WaitQueue notFull;
    final WaitQueue notEmpty;
    final WaitQueue closed;
    final PlantedInlet inlet = new PlantedInlet(this);
    final PlantedCalls calls;
    final PlantedLoans loans;
    final List<PlantedMessage> messages = new ArrayList<>();
    boolean senderOpen;
    boolean receiverOpen;
    final PlantedFigures figures;

    /** What both directions use. */
    record Ground(
            PlantedChannels maker, ShortLock lock, PlantedCharges charges, ChannelObserver observer, String name) {
        WaitQueue queue() {
            return maker.scheduler().newWaitQueue(name);
        }
    }

    /** What goes with the bytes of a message: a transaction replaces the first of them, 0 none. */
    record Tag(int priority, long cargo, int transaction) {}

    PlantedLane(Ground ground, ChannelState.Direction state, DirectionOptions options) {
        this.ground = ground;
        this.options = options;
        notFull = ground.queue();
        notEmpty = ground.queue();
        closed = ground.queue();
        calls = new PlantedCalls(this, ground);
        loans = new PlantedLoans(this, ground.charges());
        figures = new PlantedFigures(state.statistics());
        senderOpen = state.open().sender() || has(RESTORES_OPEN);
        receiverOpen = state.open().receiver() || has(RESTORES_OPEN);
        ground.charges().charge(options.bytesMax());
        for (ChannelState.Message each : state.messages()) {
            PlantedMessage message = new PlantedMessage(this, each.bytes(), each.priority(), each.cargo());
            inlet.arrived(message);
            messages.add(message);
            if (each.lease() != 0) {
                loans.continueWith(message, each.lease());
            }
        }
        calls.continueWith(state.calls());
    }

    boolean has(ChannelBug bug) {
        return ground.maker().has(bug);
    }

    <T extends @Nullable Object> T locked(Supplier<T> body) {
        if (has(NO_LOCK)) {
            return body.get();
        }
        ground.lock().lock();
        try {
            return body.get();
        } finally {
            ground.lock().unlock();
        }
    }

    /** Tries until there is an outcome, or null if the call is not to wait for one. */
    <T> @Nullable T await(WaitQueue queue, Deadline deadline, Supplier<@Nullable T> attempt) {
        if (has(LOOKS_AT_TIME_TOO_EARLY) && !deadline.immediate()) {
            deadline.atNanos();
        }
        try {
            while (true) {
                long ticket = has(TICKET_AFTER_TEST) ? 0 : queue.ticket();
                T outcome = locked(attempt);
                if (outcome != null || (deadline.immediate() && !has(FAILS_WHEN_TRIED))) {
                    return outcome;
                }
                queue.park(has(TICKET_AFTER_TEST) ? queue.ticket() : ticket, deadline);
            }
        } catch (CallUnwound unwound) {
            if (has(SWALLOWS_UNWINDING)) {
                return null;
            }
            throw unwound;
        } catch (IpcException failure) {
            if (has(SAYS_NOT_NOW_WHEN_LATE) && failure.errno() == Errno.ETIMEDOUT) {
                return null;
            }
            throw failure;
        } finally {
            if (!deadline.immediate() && !has(queue == notFull ? KEEPS_ROOM_TO_ITSELF : KEEPS_MESSAGES_TO_ITSELF)) {
                queue.wakeNext();
            }
        }
    }

    // ---- out

    long receive(ByteBuffer buffer, long cargo, Deadline deadline) {
        Long outcome = await(notEmpty, deadline, () -> receiveNow(buffer, cargo));
        return outcome == null ? -1 : outcome;
    }

    private @Nullable Long receiveNow(ByteBuffer buffer, long cargo) {
        PlantedMessage first = first();
        if (first == null || (!senderOpen && has(ENDS_AT_ONCE))) {
            checkOpenForReceiving();
            return null;
        }
        if (first.cargo != cargo && !has(cargo == 0 ? GIVES_CARGO_TO_ANYBODY : TAKES_ANYTHING_FOR_CARGO)) {
            return -2 - first.cargo;
        }
        if (has(NO_LOCK)) {
            Thread.yield();
        }
        if (has(LOSES_WHAT_A_BUFFER_REFUSES)) {
            messages.remove(first);
        }
        checkFits(first, buffer);
        ByteBuffer content = first.content();
        buffer.put(content.limit(Math.min(content.limit(), buffer.remaining())));
        messages.remove(first);
        first.left();
        figures.received++;
        PlantedMessage next = first();
        if (has(MERGES_MESSAGES) && next != null && next.length() <= buffer.remaining()) {
            messages.remove(next);
            figures.received++;
            buffer.put(next.content());
        }
        if (!has(RECEIVE_WAKES_NOBODY)) {
            notFull.wakeNext();
        }
        return (long) first.rank();
    }

    /** Throws if a message has more bytes than there is room. */
    void checkFits(PlantedMessage message, ByteBuffer buffer) {
        if (message.length() > buffer.remaining() && !has(CUTS_WHAT_DOES_NOT_FIT)) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "receive a message of %,d bytes into a buffer of %,d",
                    message.length(),
                    buffer.remaining());
        }
    }

    /** Returns the first message that nobody has under lease. */
    @Nullable
    PlantedMessage first() {
        return messages.stream()
                .filter(each -> each.lease == 0 || has(LEASES_TO_EVERYBODY))
                .findFirst()
                .orElse(null);
    }

    long nextCargo() {
        PlantedMessage first = first();
        return first == null || has(HIDES_CARGO) ? 0 : first.cargo;
    }

    boolean discard() {
        List<Long> dead = new ArrayList<>();
        boolean discarded = locked(() -> {
            PlantedMessage first = first();
            if (first != null) {
                messages.remove(first);
                figures.discarded += has(COUNTS_NO_DISCARDED) ? 0 : 1;
                die(has(DISCARDED_DIE_SILENTLY) ? 0 : first.cargo, dead);
            }
            return first != null;
        });
        tell(dead);
        if (!has(DISCARD_WAKES_NOBODY)) {
            notFull.wakeNext();
        }
        return discarded;
    }

    /** Without the lock. */
    void tell(List<Long> dead) {
        dead.forEach(ground.observer()::died);
    }

    void die(long cargo, List<Long> dead) {
        if (cargo != 0 && has(TELLS_UNDER_THE_LOCK)) {
            ground.observer().died(cargo);
        } else if (cargo != 0) {
            dead.add(cargo);
        }
    }

    // ---- ends

    boolean isOpen() {
        return senderOpen && receiverOpen;
    }

    void checkOpenForSending() {
        if (!(has(SENDS_TO_NOBODY) || receiverOpen) || !(senderOpen || has(OUTLIVES_ITS_END))) {
            throw ended();
        }
    }

    private void checkOpenForReceiving() {
        if (!(has(NEVER_ENDS) || senderOpen) || !(receiverOpen || has(OUTLIVES_ITS_END))) {
            throw ended();
        }
    }

    IpcException ended() {
        return new IpcException(Errno.EPIPE, ground.name() + ": the other end is closed");
    }

    boolean awaitClosed(Deadline deadline) {
        return await(closed, deadline, () -> seemsOpen() ? null : true) != null;
    }

    private boolean seemsOpen() {
        return isOpen() || (has(CLOSES_WHEN_EMPTY) && first() != null);
    }

    void closeSender() {
        List<Long> dead = new ArrayList<>();
        locked(() -> {
            senderOpen = false;
            if (has(TAKES_CARGO_ALONG)) {
                messages.forEach(each -> die(each.cargo, dead));
            }
            if (has(TAKES_MESSAGES_ALONG)) {
                figures.discarded += messages.size();
                messages.clear();
            }
            return calls.all();
        });
        tell(dead);
        wakeAll();
    }

    void closeReceiver() {
        List<Long> dead = new ArrayList<>();
        locked(() -> {
            receiverOpen = false;
            calls.endReplied();
            for (PlantedMessage each : List.copyOf(messages)) {
                if (each.lease == 0 || has(CLOSE_ENDS_LEASES)) {
                    figures.discarded += has(COUNTS_NO_CLOSED) ? 0 : 1;
                    die(has(CLOSED_DIE_SILENTLY) ? 0 : each.cargo, dead);
                    if (!has(DISCARDS_AGAIN)) {
                        messages.remove(each);
                    }
                }
            }
            return calls.all();
        });
        tell(dead);
        wakeAll();
    }

    private void wakeAll() {
        wakeAllBut(CLOSE_WAKES_NO_SENDER, notFull);
        wakeAllBut(CLOSE_WAKES_NO_RECEIVER, notEmpty);
        wakeAllBut(CLOSE_WAKES_NO_WATCHER, closed);
        locked(() -> List.copyOf(calls.all())).forEach(call -> wakeAllBut(CLOSE_WAKES_NO_CALLER, call.answered));
    }

    private void wakeAllBut(ChannelBug bug, WaitQueue queue) {
        if (!has(bug)) {
            queue.wake(Integer.MAX_VALUE);
        }
    }

    // ---- what it looks like, under the lock

    DirectionStatistics statistics() {
        List<PlantedMessage> there = new ArrayList<>(messages);
        calls.all().stream().map(call -> call.reply).forEach(reply -> {
            if (reply != null) {
                there.add(reply);
            }
        });
        return figures.statistics(
                there.size(), there.stream().mapToLong(PlantedMessage::length).sum());
    }

    ChannelState.Direction state() {
        List<PlantedMessage> there = new ArrayList<>(messages);
        if (has(STATE_WITH_LEASES_LAST)) {
            there.sort(Comparator.comparing(each -> each.lease != 0));
        }
        if (has(STATE_IN_ORDER_OF_ARRIVAL)) {
            there.sort(Comparator.comparingLong(each -> each.arrival));
        }
        List<ChannelState.Message> copies =
                new ArrayList<>(there.stream().map(PlantedMessage::state).toList());
        return new ChannelState.Direction(
                options,
                new ChannelState.Open(senderOpen, receiverOpen),
                has(STATE_CAN_BE_CHANGED) ? copies : List.copyOf(copies),
                calls.state(),
                has(STATE_WITHOUT_FIGURES) ? PlantedFigures.of(statistics()) : statistics());
    }
}
