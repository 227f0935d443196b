package ipc.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.channels.ChannelOptions;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.spi.ChannelState;
import ipc.api.kernel.Deadline;
import ipc.testkit.kernel.FakeKernel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages that are filled and read in place, between others that are copied, in whatever order they leave. */
class LaneLoansTest {
    private static final int STEPS = 20_000;
    private static final int DEPTH = 12;
    private static final int LARGEST = 150;
    private static final int BYTES = 600;
    private static final int PRIORITIES = 3;

    /** The ring, slots of three sizes for senders, and a slot for each lease that is out at once. */
    private static final int REGIONS_MAX = 4 + 3 * DEPTH;

    private final long seed = Long.getLong("ipc.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final FakeKernel kernel = new FakeKernel();
    private final Lane lane = lane(DirectionOptions.standard()
            .depthMax(DEPTH)
            .bytesMax(BYTES)
            .messageBytesMax(LARGEST)
            .priorities(PRIORITIES));

    /** What the lane should hold, in the order it came. */
    private final List<Held> model = new ArrayList<>();

    private final List<ClaimSlot> claimed = new ArrayList<>();
    private final List<Leased> leased = new ArrayList<>();
    private int next;

    /** A message of so many bytes, each of them its number's. */
    private record Held(int number, int length, int priority) {}

    private record Leased(Held message, LeaseSlot slot) {}

    private Lane lane(DirectionOptions options) {
        ChannelState empty = ChannelState.empty(ChannelOptions.standard().fromFirst(options));
        Lane.Ground ground = new Lane.Ground(kernel.scheduler(), kernel.memory(), cargo -> {});
        return new Lane("tested", empty.fromFirst(), ground);
    }

    @Test
    void shouldHoldWhatAListHoldsWhateverIsLoanedAndCopied() {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> claim();
                case 3 -> copyIn();
                case 4, 5 -> endClaim();
                case 6 -> lease();
                case 7 -> endLease();
                default -> copyOut();
            }
            assertThat(lane.statistics().queued())
                    .as("messages after step %d, -Dipc.seed=%d", step, seed)
                    .isEqualTo(model.size() + leased.size());
            leased.forEach(each -> assertWhole(each.message(), each.slot().bytes()));
        }
        assertThat(kernel.memory().outstanding()).as("slots are used again").isLessThan(REGIONS_MAX);

        lane.release();

        assertThat(kernel.memory().outstanding()).isZero();
    }

    @Test
    void shouldUseLargeSlotsAgainHoweverManySmallOnesThereAre() {
        Lane large = lane(
                DirectionOptions.standard().depthMax(1_000).bytesMax(1 << 20).messageBytesMax(1 << 16));
        List<ClaimSlot> small = Stream.generate(() -> large.claims().claim(64, Deadline.NOW))
                .limit(1_000)
                .toList();
        small.forEach(slot -> slot.settle(false));
        int before = kernel.memory().outstanding();

        for (int i = 0; i < 100; i++) {
            ClaimSlot slot = Objects.requireNonNull(large.claims().claim(1 << 16, Deadline.NOW));
            slot.publish(1, 0);
            Objects.requireNonNull(large.leases().lease(Deadline.NOW)).settle(false);
        }

        assertThat(kernel.memory().outstanding()).isEqualTo(before + 1);
    }

    private void claim() {
        int bytes = random.nextInt(LARGEST + 1);
        ClaimSlot slot = lane.claims().claim(bytes, Deadline.NOW);
        assertThat(slot != null).as("room for %d, -Dipc.seed=%d", bytes, seed).isEqualTo(hasRoom(bytes));
        if (slot != null) {
            assertThat(slot.bytes().remaining()).isEqualTo(bytes);
            claimed.add(slot);
        }
    }

    private boolean hasRoom(int bytes) {
        int count = model.size() + leased.size() + claimed.size();
        int used = model.stream().mapToInt(Held::length).sum()
                + leased.stream().mapToInt(each -> each.message().length()).sum()
                + claimed.stream().mapToInt(ClaimSlot::claimed).sum();
        return count < DEPTH && used + bytes <= BYTES;
    }

    private void copyIn() {
        Held message = new Held(next++, random.nextInt(LARGEST + 1), random.nextInt(PRIORITIES));
        boolean room = hasRoom(message.length());
        ByteBuffer bytes = ByteBuffer.allocate(message.length());
        fill(message, bytes);
        assertThat(lane.inlet().send(bytes, message.priority(), 0, Deadline.NOW))
                .isEqualTo(room);
        if (room) {
            model.add(message);
        }
    }

    private static void fill(Held message, ByteBuffer bytes) {
        IntStream.range(0, message.length()).forEach(at -> bytes.put(at, (byte) message.number()));
    }

    private void endClaim() {
        if (claimed.isEmpty()) {
            return;
        }
        ClaimSlot slot = claimed.remove(random.nextInt(claimed.size()));
        if (random.nextInt(4) == 0) {
            slot.settle(false);
            return;
        }
        Held message = new Held(next++, random.nextInt(slot.claimed() + 1), random.nextInt(PRIORITIES));
        fill(message, slot.bytes());
        slot.publish(message.length(), message.priority());
        model.add(message);
    }

    private void lease() {
        LeaseSlot slot = lane.leases().lease(Deadline.NOW);
        assertThat(slot == null).isEqualTo(model.isEmpty());
        if (slot != null) {
            Held first = first();
            model.remove(first);
            leased.add(new Leased(first, slot));
            assertThat(slot.priority()).isEqualTo(first.priority());
        }
    }

    private Held first() {
        return model.stream().max(Comparator.comparingInt(Held::priority)).orElseThrow();
    }

    private void endLease() {
        if (leased.isEmpty()) {
            return;
        }
        Leased ended = leased.remove(random.nextInt(leased.size()));
        boolean back = random.nextBoolean();
        ended.slot().settle(back);
        if (back) {
            model.add(ended.message());
            model.sort(Comparator.comparingInt(Held::number));
        }
    }

    private void copyOut() {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
        long priority = lane.outlet().receive(buffer, 0, Deadline.NOW);
        assertThat(priority < 0).isEqualTo(model.isEmpty());
        if (priority >= 0) {
            Held first = first();
            model.remove(first);
            assertWhole(first, buffer.flip());
        }
    }

    private void assertWhole(Held message, ByteBuffer bytes) {
        assertThat(bytes.remaining()).as("length, -Dipc.seed=%d", seed).isEqualTo(message.length());
        for (int at = 0; at < message.length(); at++) {
            assertThat(bytes.get(at))
                    .as("byte %d of message %d, -Dipc.seed=%d", at, message.number(), seed)
                    .isEqualTo((byte) message.number());
        }
    }
}
