package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.testkit.kernel.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IndexRingTest {
    @Test
    void shouldBeEmptyAtFirst() {
        assertThat(new IndexRing(4).isEmpty()).isTrue();
    }

    @Test
    void shouldGiveOutInTheOrderOfPuttingIn() {
        IndexRing ring = new IndexRing(4);

        ring.put(7);
        ring.put(0);
        ring.put(Long.MAX_VALUE);

        assertThat(ring.isEmpty()).isFalse();
        assertThat(ring.take()).isEqualTo(7);
        assertThat(ring.isEmpty()).isFalse();
        assertThat(ring.take()).isZero();
        assertThat(ring.isEmpty()).isFalse();
        assertThat(ring.take()).isEqualTo(Long.MAX_VALUE);
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void shouldSeeWhatIsPutInAfterItWasFoundEmpty() {
        IndexRing ring = new IndexRing(1);
        assertThat(ring.isEmpty()).isTrue();

        ring.put(3);

        assertThat(ring.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100, 1024})
    void shouldHoldAsManyAsItWasMadeFor(int capacity) {
        IndexRing ring = new IndexRing(capacity);

        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < capacity; i++) {
                ring.put(round * 10_000L + i);
            }
            for (int i = 0; i < capacity; i++) {
                assertThat(ring.isEmpty()).isFalse();
                assertThat(ring.take()).isEqualTo(round * 10_000L + i);
            }
            assertThat(ring.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldHandOverEveryNumberOnceBetweenTwoThreads() {
        int numbers = 200_000;
        IndexRing there = new IndexRing(64);
        IndexRing back = new IndexRing(64);
        for (int i = 0; i < 64; i++) {
            back.put(i);
        }

        Call<Long> taker = Call.start(() -> takeAll(there, back, numbers));
        for (int i = 0; i < numbers; i++) {
            await(back);
            back.take();
            there.put(i);
        }

        assertThat(taker.result()).isEqualTo((long) numbers);
    }

    /** Counts the numbers that came in order. */
    private static long takeAll(IndexRing there, IndexRing back, int numbers) {
        long inOrder = 0;
        for (int i = 0; i < numbers; i++) {
            await(there);
            inOrder += there.take() == i ? 1 : 0;
            back.put(i);
        }
        return inOrder;
    }

    private static void await(IndexRing ring) {
        while (ring.isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
