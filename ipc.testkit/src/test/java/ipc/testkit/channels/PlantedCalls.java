package ipc.testkit.channels;

import static ipc.testkit.channels.ChannelBug.*;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.kernel.WaitQueue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that get their replies through a {@link PlantedLane}, in the order they began. */
final class PlantedCalls {
    private final PlantedLane lane;
    private final PlantedLane.Ground ground;
    private final List<Pending> calls = new ArrayList<>();

    /** A call that waits for its reply. */
    static final class Pending {
        final WaitQueue answered;
        final int transaction;
        final int room;
        final Memory.Charge charge;
        boolean misfit;

        @Nullable
        PlantedMessage reply;

        Pending(WaitQueue answered, int transaction, int room, Memory.Charge charge) {
            this.answered = answered;
            this.transaction = transaction;
            this.room = room;
            this.charge = charge;
        }
    }

    PlantedCalls(PlantedLane lane, PlantedLane.Ground ground) {
        this.lane = lane;
        this.ground = ground;
    }

    void continueWith(List<ChannelState.Call> before) {
        for (ChannelState.Call each : before) {
            Pending call = expect(each.transaction(), each.room());
            call.misfit = each.misfit();
            ChannelState.Message reply = each.reply();
            if (reply != null) {
                call.reply = new PlantedMessage(lane, reply.bytes(), reply.priority(), 0);
            }
        }
    }

    List<Pending> all() {
        return calls;
    }

    Pending expect(int transaction, int room) {
        int bytes = lane.has(CHARGES_NO_REPLIES) ? 0 : lane.options.messageBytesMax();
        Memory.Charge charge = lane.has(CHARGES_EACH_CALL)
                ? ground.charges().charge(bytes)
                : ground.charges().chargeForCall(bytes);
        Pending call = new Pending(ground.queue(), transaction, room, charge);
        return lane.locked(() -> {
            calls.add(call);
            return call;
        });
    }

    boolean await(int transaction, ByteBuffer reply, Deadline deadline) {
        Pending call = lane.locked(() -> find(transaction));
        if (call == null) {
            throw lane.ended();
        }
        boolean left = true;
        try {
            boolean taken = lane.await(call.answered, deadline, () -> takeNow(call, reply)) != null;
            left = false;
            return taken;
        } finally {
            if (left && lane.has(WAIT_ENDS_THE_CALL)) {
                abandon(transaction);
            }
        }
    }

    private @Nullable Boolean takeNow(Pending call, ByteBuffer buffer) {
        PlantedMessage reply = call.reply;
        if (!calls.contains(call) || (lane.has(CLOSE_LOSES_REPLIES) && !lane.isOpen())) {
            throw lane.ended();
        }
        if (reply != null) {
            lane.checkFits(reply, buffer);
            ByteBuffer content = reply.content();
            buffer.put(content.limit(Math.min(content.limit(), buffer.remaining())));
            lane.figures.received += lane.has(COUNTS_NO_REPLIES) ? 0 : 1;
            remove(call);
            return true;
        }
        if (call.misfit && !lane.has(WAITS_FOR_WHAT_DID_NOT_FIT)) {
            throw new IpcException(Errno.EMSGSIZE, "the reply does not fit");
        }
        if (!lane.isOpen() && !lane.has(CALLS_OUTLIVE_THE_OTHER_END)) {
            throw lane.ended();
        }
        return null;
    }

    private void remove(Pending call) {
        if (!lane.has(KEEPS_ANSWERED_CALLS)) {
            calls.remove(call);
            ground.charges().callEnded(call.charge);
        }
    }

    void abandon(int transaction) {
        lane.locked(() -> {
            Pending call = find(transaction);
            if (call != null) {
                end(call);
            }
            return calls;
        });
    }

    void endReplied() {
        List.copyOf(calls).stream().filter(call -> call.reply != null).forEach(this::end);
    }

    private void end(Pending call) {
        lane.figures.discarded += call.reply == null || lane.has(COUNTS_NO_UNREAD_REPLIES) ? 0 : 1;
        remove(call);
    }

    private @Nullable Pending find(int transaction) {
        return calls.stream()
                .filter(call -> call.transaction == transaction)
                .findFirst()
                .orElse(null);
    }

    // ---- replies

    /** Returns the call that a message is the first reply to. */
    @Nullable
    Pending caller(ByteBuffer message) {
        if (message.remaining() < Integer.BYTES || calls.isEmpty()) {
            return null;
        }
        ByteOrder order = lane.has(READS_BYTES_AS_THE_BUFFER_SAYS) ? message.order() : ByteOrder.BIG_ENDIAN;
        Pending call = find(message.duplicate().order(order).getInt(message.position()));
        if (lane.has(ANSWERS_THE_OLDEST_CALL)) {
            call = calls.getFirst();
        }
        boolean waits = call != null && call.reply == null && !call.misfit;
        return waits || lane.has(REPLACES_REPLIES) ? call : null;
    }

    boolean accepts(Pending call, int length, long cargo) {
        return (length <= call.room || lane.has(TAKES_LONG_REPLIES)) && (cargo == 0 || lane.has(TAKES_LADEN_REPLIES));
    }

    void answer(Pending call, PlantedMessage reply) {
        call.reply = reply;
        if (!lane.has(REPLY_WAKES_NOBODY)) {
            call.answered.wake(1);
        }
        if (lane.has(QUEUES_REPLIES_TOO)) {
            lane.figures.sent++;
            lane.messages.add(reply);
        }
    }

    void misfit(Pending call) {
        call.misfit = true;
        call.answered.wake(1);
    }

    List<ChannelState.Call> state() {
        return lane.has(STATE_WITHOUT_CALLS)
                ? List.of()
                : calls.stream().map(this::state).toList();
    }

    private ChannelState.Call state(Pending call) {
        PlantedMessage reply = lane.has(STATE_WITHOUT_REPLIES) ? null : call.reply;
        boolean misfit = call.misfit && !lane.has(STATE_WITHOUT_MISFITS);
        return new ChannelState.Call(call.transaction, call.room, misfit, reply == null ? null : reply.state());
    }
}
