package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({"0,0B", "64,64B", "999,999B", "1024,1K", "1536,1.5K", "16777216,16M", "4294967296,4G"})
    void shouldWriteSizesAsUtilLinuxDoes(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"0,0", "999,999 ns", "1500,1.5 us", "250000000,250 ms", "1250000000,1.3 s"})
    void shouldWriteDurationsWithTheirUnit(long nanos, String text) {
        assertThat(Figures.duration(nanos)).isEqualTo(text);
    }

    @Test
    void shouldGroupDigits() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.duration(3_600_000_000_000L)).isEqualTo("3,600 s");
    }

    @Test
    void shouldNameTheLimitThatNobodySet() {
        assertThat(Figures.limit(Long.MAX_VALUE)).isEqualTo("unlimited");
        assertThat(Figures.limit(1024)).isEqualTo("1,024");
    }
}
