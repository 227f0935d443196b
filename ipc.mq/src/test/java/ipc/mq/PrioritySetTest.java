package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrioritySetTest {
    @Test
    void shouldBeEmptyAtFirstAndAfterTheLastWasRemoved() {
        PrioritySet set = new PrioritySet(32_768);
        assertThat(set.isEmpty()).isTrue();

        set.add(32_767);
        assertThat(set.isEmpty()).isFalse();
        set.remove(32_767);

        assertThat(set.isEmpty()).isTrue();
    }

    @Test
    void shouldKnowItsHighestAcrossWords() {
        PrioritySet set = new PrioritySet(32_768);
        set.add(0);
        set.add(64);
        set.add(4_096);

        assertThat(set.highest()).isEqualTo(4_096);
        set.remove(4_096);
        assertThat(set.highest()).isEqualTo(64);
        set.remove(64);
        assertThat(set.highest()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 4_096, 4_097, 32_768})
    void shouldDoAsASortedSetDoes(int bound) {
        long seed = Long.getLong("ipc.seed", new Random().nextLong());
        Random random = new Random(seed);
        PrioritySet set = new PrioritySet(bound);
        TreeSet<Integer> expected = new TreeSet<>();

        for (int i = 0; i < 5_000; i++) {
            int priority = random.nextInt(bound);
            if (random.nextBoolean()) {
                set.add(priority);
                expected.add(priority);
            } else if (expected.remove(priority)) {
                set.remove(priority);
            }
            Integer lower = expected.lower(priority);
            assertThat(set.below(priority)).as("-Dipc.seed=%d", seed).isEqualTo(lower == null ? -1 : lower);
            assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
            if (!expected.isEmpty()) {
                assertThat(set.highest()).as("-Dipc.seed=%d", seed).isEqualTo(expected.last());
            }
        }
    }
}
