package ipc.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.channels.DirectionOptions;
import ipc.testkit.kernel.FakeKernel;
import ipc.testkit.kernel.FakeMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordRingTest {
    private static final int STEPS = 20_000;
    private static final int DEPTH = 12;
    private static final int BYTES = 200;
    private static final int LARGEST = 60;
    private static final int PRIORITIES = 4;

    private final FakeMemory memory = new FakeKernel().memory();

    /** What the ring should hold. */
    private record Held(String text, int priority, long cargo) {}

    private static DirectionOptions options() {
        return DirectionOptions.standard()
                .depthMax(DEPTH)
                .bytesMax(BYTES)
                .messageBytesMax(LARGEST)
                .priorities(PRIORITIES);
    }

    @Test
    void shouldHoldWhatAListHoldsWhateverEntersAndLeaves() {
        long seed = Long.getLong("ipc.seed", new Random().nextLong());
        Random random = new Random(seed);
        RecordRing ring = new RecordRing(options(), memory);
        List<Held> model = new ArrayList<>();

        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(9) < 5) {
                enter(ring, model, random);
            } else if (!model.isEmpty()) {
                leave(ring, model, random.nextInt(4) == 0);
            }
            assertThat(contents(ring)).as("-Dipc.seed=%d, step %d", seed, step).isEqualTo(inOrder(model));
        }
    }

    private static void enter(RecordRing ring, List<Held> model, Random random) {
        String text = "x".repeat(random.nextInt(LARGEST + 1));
        Held next = new Held(text, random.nextInt(PRIORITIES), random.nextInt(3));
        int bytes = model.stream().mapToInt(held -> held.text().length()).sum();
        boolean room = model.size() < DEPTH && bytes + text.length() <= BYTES;
        assertThat(ring.tail().hasRoom(text.length())).isEqualTo(room);
        if (room) {
            ByteBuffer message = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            ring.makePlace(text.length());
            ring.tail().append(message, text.length(), next.priority(), next.cargo());
            model.add(next);
        }
    }

    private static void leave(RecordRing ring, List<Held> model, boolean oldestOfLowest) {
        List<Held> order = inOrder(model);
        if (oldestOfLowest) {
            int lowest = order.getLast().priority();
            Held oldest = order.stream()
                    .filter(held -> held.priority() == lowest)
                    .findFirst()
                    .orElseThrow();
            new Dead().removeOldest(ring.head());
            remove(model, oldest);
        } else {
            new Dead().removeFirst(ring.head());
            remove(model, order.getFirst());
        }
    }

    /** Equal ones may be there several times; this one goes. */
    private static void remove(List<Held> model, Held gone) {
        for (int i = 0; i < model.size(); i++) {
            if (model.get(i) == gone) {
                model.remove(i);
                return;
            }
        }
    }

    private static List<Held> inOrder(List<Held> model) {
        return model.stream()
                .sorted(Comparator.comparingInt(held -> -held.priority()))
                .toList();
    }

    private static List<Held> contents(RecordRing ring) {
        RingHead head = ring.head();
        List<Held> contents = new ArrayList<>();
        for (int record : head.all()) {
            String text = new String(head.copy(record).array(), StandardCharsets.US_ASCII);
            contents.add(new Held(text, Records.priorityIn(head.word(record)), head.cargo(record)));
        }
        assertThat(ring.count()).isEqualTo(contents.size());
        return inOrder(contents);
    }

    @Test
    void shouldKeepNothingOfAMessageThatCannotBeCopied() {
        RecordRing ring = new RecordRing(options(), memory);

        assertThatThrownBy(() -> ring.tail().append(ByteBuffer.allocateDirect(3), 4, 0, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);

        assertThat(ring.head().isEmpty()).isTrue();
        assertThat(ring.count()).isZero();
    }

    @Test
    void shouldRefuseWhatNoBufferHolds() {
        DirectionOptions large = options().bytesMax(Integer.MAX_VALUE);

        assertThatThrownBy(() -> new RecordRing(large, memory)).hasMessageStartingWith("ENOMEM");

        assertThat(memory.outstanding()).isZero();
    }
}
