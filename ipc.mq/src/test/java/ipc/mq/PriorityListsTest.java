package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PriorityListsTest {
    @Test
    void shouldBeEmptyAtFirst() {
        assertThat(new PriorityLists(4, 32).isEmpty()).isTrue();
    }

    @Test
    void shouldGiveOutHigherPrioritiesFirstAndEqualOnesInOrder() {
        PriorityLists lists = new PriorityLists(6, 32);
        lists.addLast(3, 1);
        lists.addLast(0, 31);
        lists.addLast(5, 1);
        lists.addLast(1, 0);
        lists.addLast(2, 31);

        assertThat(drain(lists)).containsExactly(0, 2, 3, 5, 1);
    }

    @Test
    void shouldGiveOutFirstWhatWasAddedFirstInItsPriority() {
        PriorityLists lists = new PriorityLists(6, 32);
        lists.addLast(0, 7);
        lists.addFirst(1, 7);
        lists.addFirst(2, 7);
        lists.addFirst(3, 9);
        lists.addLast(4, 7);

        assertThat(drain(lists)).containsExactly(3, 2, 1, 0, 4);
    }

    @Test
    void shouldRemoveWhereverTheConditionHolds() {
        PriorityLists lists = new PriorityLists(10, 100);
        for (int slot = 0; slot < 10; slot++) {
            lists.addLast(slot, slot % 2 * 99);
        }
        List<Integer> seen = new ArrayList<>();

        lists.removeIf((slot, priority) -> {
            seen.add(slot);
            return slot % 4 == 1 || slot == 0 || slot == 8;
        });

        assertThat(seen).containsExactly(1, 3, 5, 7, 9, 0, 2, 4, 6, 8);
        assertThat(drain(lists)).containsExactly(3, 7, 2, 4, 6);
    }

    @Test
    void shouldBeEmptyWhenAllWereRemoved() {
        PriorityLists lists = new PriorityLists(2, 2);
        lists.addLast(0, 0);
        lists.addLast(1, 1);

        lists.removeIf((slot, priority) -> true);

        assertThat(lists.isEmpty()).isTrue();
        lists.addLast(1, 0);
        assertThat(drain(lists)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 64, 65, 4_096, 4_097, 32_768})
    void shouldDoAsASortedMapOfListsDoes(int priorities) {
        long seed = Long.getLong("ipc.seed", new Random().nextLong());
        Random random = new Random(seed);
        PriorityLists lists = new PriorityLists(50, priorities);
        NavigableMap<Integer, Deque<Integer>> expected = new TreeMap<>(Comparator.reverseOrder());
        Deque<Integer> free = new ArrayDeque<>();
        for (int slot = 0; slot < 50; slot++) {
            free.add(slot);
        }

        for (int i = 0; i < 5_000; i++) {
            if (free.isEmpty() || (random.nextBoolean() && !expected.isEmpty())) {
                int slot = lists.removeFirst(lists.highest());
                assertThat(slot).as("step %d, -Dipc.seed=%d", i, seed).isEqualTo(removeFirst(expected));
                free.addLast(slot);
            } else {
                add(lists, expected, free.removeFirst(), random.nextInt(priorities), random.nextInt(4) == 0);
            }
            assertThat(lists.isEmpty()).as("step %d, -Dipc.seed=%d", i, seed).isEqualTo(expected.isEmpty());
        }
    }

    private static void add(
            PriorityLists lists,
            NavigableMap<Integer, Deque<Integer>> expected,
            int slot,
            int priority,
            boolean first) {
        Deque<Integer> list = expected.computeIfAbsent(priority, key -> new ArrayDeque<>());
        if (first) {
            lists.addFirst(slot, priority);
            list.addFirst(slot);
        } else {
            lists.addLast(slot, priority);
            list.addLast(slot);
        }
    }

    private static int removeFirst(NavigableMap<Integer, Deque<Integer>> expected) {
        Deque<Integer> list = expected.firstEntry().getValue();
        int slot = list.removeFirst();
        if (list.isEmpty()) {
            expected.remove(expected.firstKey());
        }
        return slot;
    }

    private static List<Integer> drain(PriorityLists lists) {
        List<Integer> slots = new ArrayList<>();
        while (!lists.isEmpty()) {
            slots.add(lists.removeFirst(lists.highest()));
        }
        return slots;
    }
}
