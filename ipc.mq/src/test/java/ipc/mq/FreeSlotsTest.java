package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FreeSlotsTest {
    private static final int STEPS = 20_000;

    private static int take(FreeSlots slots) {
        int slot = slots.next();
        slots.take(slot);
        return slot;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 4096, 4097, 300_000})
    void shouldGiveOutEachSlotInOrder(int count) {
        FreeSlots slots = new FreeSlots(count);

        assertThat(IntStream.range(0, count).allMatch(slot -> take(slots) == slot))
                .isTrue();
    }

    @Test
    void shouldBeginAgainAtTheFirstSlotAfterTheLast() {
        FreeSlots slots = new FreeSlots(3);
        for (int i = 0; i < 3; i++) {
            take(slots);
        }

        slots.add(2);
        slots.add(0);

        assertThat(take(slots)).isEqualTo(0);
        assertThat(take(slots)).isEqualTo(2);
    }

    @Test
    void shouldNotGiveOutAgainWhatWasFreedBehindTheLastOneWhileOthersLieAhead() {
        FreeSlots slots = new FreeSlots(100);
        int first = take(slots);

        slots.add(first);

        assertThat(take(slots)).isEqualTo(1);
    }

    /** Against a tree that is searched in the obvious way. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 65, 130, 4096, 5000, 270_000})
    void shouldFindTheNextFreeSlotHoweverFewThereAre(int count) {
        Random random = new Random(count);
        FreeSlots slots = new FreeSlots(count);
        NavigableSet<Integer> free = new TreeSet<>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            take(slots);
        }
        for (int step = 0; step < STEPS; step++) {
            int added = random.nextInt(count);
            if (free.add(added)) {
                slots.add(added);
            }
            if (free.size() > random.nextInt(1, 10)) {
                Integer expected = free.ceiling(start) == null ? free.first() : free.ceiling(start);

                assertThat(take(slots)).isEqualTo(expected);

                free.remove(expected);
                start = (expected + 1) % count;
            }
        }
    }
}
