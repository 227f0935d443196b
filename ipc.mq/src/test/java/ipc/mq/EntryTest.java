package ipc.mq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntryTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 2, 3",
        "8388607, 0, 0",
        "0, 33554431, 0",
        "0, 0, 32767",
        "8388607, 33554431, 32767",
        "4194304, 16777216, 16384"
    })
    void shouldGiveBackWhatItWasMadeOf(int slot, int length, int priority) {
        long entry = Entry.of(slot, length, priority);

        assertThat(entry).isNotNegative();
        assertThat(Entry.slot(entry)).isEqualTo(slot);
        assertThat(Entry.length(entry)).isEqualTo(length);
        assertThat(Entry.priority(entry)).isEqualTo(priority);
    }
}
