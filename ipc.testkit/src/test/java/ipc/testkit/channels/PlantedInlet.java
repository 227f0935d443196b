package ipc.testkit.channels;

import static ipc.testkit.channels.ChannelBug.*;

import ipc.api.channels.WhenFull;
import ipc.api.kernel.Deadline;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where messages enter a {@link PlantedLane}. */
final class PlantedInlet {
    private final PlantedLane lane;
    private long arrivals;

    PlantedInlet(PlantedLane lane) {
        this.lane = lane;
    }

    boolean send(ByteBuffer message, PlantedLane.Tag tag, Deadline deadline) {
        if (lane.has(COUNTS_BEFORE_IT_WAITS) && lane.locked(() -> !hasRoom(message.remaining()))) {
            lane.figures.sent++;
        }
        List<Long> dead = new ArrayList<>();
        int position = message.position();
        boolean sent = false;
        try {
            sent = lane.await(lane.notFull, patience(deadline), () -> sendNow(message, tag, dead)) != null;
        } finally {
            message.position(sent || lane.has(MOVES_POSITION_ON_FAILURE) ? message.limit() : position);
        }
        lane.tell(dead);
        return sent && !(lane.has(REPORTS_WHAT_IT_DROPS) && lane.options.whenFull() == WhenFull.DROP_NEWEST);
    }

    /** Only one of the policies is to wait. */
    Deadline patience(Deadline deadline) {
        return lane.options.whenFull() == WhenFull.BLOCK || lane.has(ALWAYS_WAITS) ? deadline : Deadline.NOW;
    }

    private @Nullable Boolean sendNow(ByteBuffer bytes, PlantedLane.Tag tag, List<Long> dead) {
        lane.checkOpenForSending();
        int length = bytes.remaining();
        PlantedCalls.Pending caller = tag.transaction() == 0 ? lane.calls.caller(bytes) : null;
        boolean answers = caller != null && lane.calls.accepts(caller, length, tag.cargo());
        if (!makeRoom(answers && !lane.has(REPLY_NEEDS_ROOM) ? -1 : length, dead)) {
            return lane.options.whenFull() == WhenFull.DROP_NEWEST ? dropNewest(tag, dead) : null;
        }
        int start = lane.has(IGNORES_POSITIONS) ? 0 : bytes.position();
        ByteBuffer content = bytes.duplicate().position(start).limit(start + length);
        PlantedMessage message = new PlantedMessage(lane, content, tag.priority(), tag.cargo());
        if (tag.transaction() != 0 && !lane.has(REQUEST_WITHOUT_TRANSACTION)) {
            message.stamp(tag.transaction());
        }
        enter(message, caller, answers);
        return true;
    }

    /** Numbers a message. */
    void arrived(PlantedMessage message) {
        message.arrival = ++arrivals;
    }

    /** A message, for which there is room or a call, is in. */
    void enter(PlantedMessage message, PlantedCalls.@Nullable Pending caller, boolean answers) {
        lane.figures.sent++;
        if (caller != null && answers) {
            lane.calls.answer(caller, message);
            return;
        }
        if (caller != null) {
            lane.calls.misfit(caller);
        }
        if (message.length() == 0 && lane.has(LOSES_EMPTY_MESSAGES)) {
            return;
        }
        arrived(message);
        lane.messages.add(place(message.rank()), message);
        lane.figures.depthHighest =
                lane.has(FORGETS_HOW_DEEP) ? 0 : Math.max(lane.figures.depthHighest, lane.messages.size());
        if (!lane.has(SEND_WAKES_NOBODY)) {
            lane.notEmpty.wakeNext();
        }
    }

    private int place(int priority) {
        int at = lane.messages.size();
        while (at > 0 && !lane.has(FORGETS_PRIORITIES) && leavesLater(lane.messages.get(at - 1), priority)) {
            at--;
        }
        return at;
    }

    private boolean leavesLater(PlantedMessage message, int priority) {
        return message.rank() < priority || (message.rank() == priority && lane.has(LAST_IN_FIRST_OUT));
    }

    private boolean dropNewest(PlantedLane.Tag tag, List<Long> dead) {
        lane.figures.droppedNewest += lane.has(COUNTS_NO_NEWEST) ? 0 : 1;
        lane.figures.sent += lane.has(COUNTS_NEWEST_AS_SENT) ? 1 : 0;
        if (!lane.has(NEWEST_DIE_SILENTLY)) {
            lane.die(tag.cargo(), dead);
        }
        return true;
    }

    /** Drops what may be dropped until there is room; a length below 0 needs none. */
    boolean makeRoom(int length, List<Long> dead) {
        while (length >= 0 && !hasRoom(length)) {
            PlantedMessage oldest = lane.options.whenFull() == WhenFull.DROP_OLDEST ? oldest() : null;
            if (oldest == null) {
                return false;
            }
            lane.messages.remove(oldest);
            lane.figures.droppedOldest += lane.has(COUNTS_NO_OLDEST) ? 0 : 1;
            if (!lane.has(OLDEST_DIE_SILENTLY)) {
                lane.die(oldest.cargo, dead);
            }
            if (lane.has(DROPS_ONE_FOR_ALL)) {
                return true;
            }
        }
        return true;
    }

    private @Nullable PlantedMessage oldest() {
        List<PlantedMessage> there = lane.has(DROPS_LEASED)
                ? lane.messages
                : lane.messages.stream().filter(each -> each.lease == 0).toList();
        if (there.isEmpty()) {
            return null;
        }
        int lowest = lane.has(DROPS_THE_HIGHEST)
                ? there.getFirst().rank()
                : there.getLast().rank();
        List<PlantedMessage> equal =
                there.stream().filter(each -> each.rank() == lowest).toList();
        return lane.has(DROPS_THE_LATEST) ? equal.getLast() : equal.getFirst();
    }

    boolean hasRoom(int length) {
        long depth = lane.messages.stream().filter(this::takesRoom).count();
        if (lane.has(LEAVES_HOLES) && !lane.messages.isEmpty()) {
            depth = arrivals
                    + 1
                    - lane.messages.stream()
                            .mapToLong(each -> each.arrival)
                            .min()
                            .orElse(0);
        }
        long bytes = lane.messages.stream()
                .filter(this::takesRoom)
                .mapToLong(PlantedMessage::length)
                .sum();
        return (lane.has(COUNTS_NO_MESSAGES) || depth + lane.loans.claims() < lane.options.depthMax())
                && (lane.has(COUNTS_NO_BYTES) || bytes + lane.loans.claimedBytes() + length <= lane.options.bytesMax());
    }

    private boolean takesRoom(PlantedMessage message) {
        return message.lease == 0 || !lane.has(LEASE_FREES_ITS_ROOM);
    }
}
