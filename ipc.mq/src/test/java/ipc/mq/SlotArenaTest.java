package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.testkit.kernel.FakeKernel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotArenaTest {
    private final FakeKernel kernel = new FakeKernel();

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 511, 512, 513, 1_024, 8_192})
    void shouldKeepMessagesOfNeighboursApart(int bytesMax) {
        SlotArena arena = new SlotArena(kernel.memory(), 3, bytesMax);

        for (int slot = 0; slot < 3; slot++) {
            arena.fill(slot, ByteBuffer.wrap(message(slot, bytesMax)));
        }

        for (int slot = 0; slot < 3; slot++) {
            assertThat(arena.copy(slot, bytesMax).array()).containsExactly(message(slot, bytesMax));
        }
    }

    private static byte[] message(int slot, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ('a' + slot));
        return bytes;
    }

    @Test
    void shouldGiveAViewOfASlotsBytes() {
        SlotArena arena = new SlotArena(kernel.memory(), 3, 100);

        arena.bytes(1).put(0, (byte) 'x');

        assertThat(arena.bytes(1).capacity()).isEqualTo(100);
        assertThat(arena.copy(1, 1).get(0)).isEqualTo((byte) 'x');
        assertThat(arena.copy(0, 100).array()).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"1000000, 8192", "8388608, 256", "2147483647, 2147483647", "1, 2147483647", "2147483647, 1"})
    void shouldRefuseWhatOneRegionCannotHold(int slots, int bytesMax) {
        assertThatThrownBy(() -> new SlotArena(kernel.memory(), slots, bytesMax))
                .isInstanceOfSatisfying(
                        IpcException.class,
                        failure -> assertThat(failure.errno()).isEqualTo(Errno.ENOMEM))
                .hasMessageContaining(String.format("%,d messages of %,d bytes", slots, bytesMax));

        assertThat(kernel.memory().outstanding()).isZero();
    }

    @Test
    void shouldGiveItsMemoryBack() {
        SlotArena arena = new SlotArena(kernel.memory(), 3, 100);
        assertThat(kernel.memory().usedBytes()).isGreaterThanOrEqualTo(300);

        arena.release();

        assertThat(kernel.memory().outstanding()).isZero();
    }
}
