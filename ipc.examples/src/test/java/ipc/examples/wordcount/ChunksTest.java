package ipc.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final int BYTES_MAX = 4 * Words.BYTES_MAX;

    @Test
    void shouldLoseNoByteAndPutABlankBehindEachStream() throws IOException {
        byte[] one = text(1, 50_000);
        byte[] two = text(2, 10);
        byte[] none = {};

        StringBuilder joined = new StringBuilder();
        for (byte[] chunk : chunks(one, two, none)) {
            joined.append(new String(chunk, StandardCharsets.ISO_8859_1));
        }

        assertThat(joined)
                .hasToString(new String(one, StandardCharsets.ISO_8859_1) + " "
                        + new String(two, StandardCharsets.ISO_8859_1) + "  ");
    }

    @Test
    void shouldFillAChunkFromSeveralStreams() throws IOException {
        byte[] words = "to be".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(chunks(words, words)).containsExactly("to be to be ".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldGiveNothingWithoutStreams() throws IOException {
        assertThat(chunks()).isEmpty();
    }

    @Test
    void shouldGiveTheWordsOfTheWhole() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            byte[] text = text(seed, 30_000);

            List<byte[]> chunks = chunks(text);

            assertThat(counts(chunks)).as("seed %d", seed).isEqualTo(counts(List.of(text)));
        }
    }

    @Test
    void shouldDivideARowThatIsLongerThanAChunk() throws IOException {
        byte[] row = "x".repeat(10 * Words.BYTES_MAX + 7).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(counts(chunks(row))).isEqualTo(counts(List.of(row))).hasSize(2);
    }

    private static List<byte[]> chunks(byte[]... texts) throws IOException {
        byte[] bytes = new byte[BYTES_MAX];
        List<byte[]> result = new ArrayList<>();
        Chunks chunks = new Chunks(bytes, length -> result.add(Arrays.copyOf(bytes, length)));
        for (byte[] text : texts) {
            chunks.addAll(new ByteArrayInputStream(text));
        }
        chunks.end();
        return result;
    }

    private static Map<String, Integer> counts(List<byte[]> chunks) {
        Map<String, Integer> counts = new HashMap<>();
        for (byte[] chunk : chunks) {
            Words.split(
                    chunk, chunk.length, (text, from, to) -> counts.merge(Words.text(text, from, to), 1, Integer::sum));
        }
        return counts;
    }

    /** Words of all lengths up to three times the longest. */
    private static byte[] text(int seed, int length) {
        Random random = new Random(seed);
        byte[] text = new byte[length];
        int left = 0;
        for (int i = 0; i < length; i++) {
            if (left-- == 0) {
                text[i] = ' ';
                left = random.nextInt(random.nextInt(10) == 0 ? 3 * Words.BYTES_MAX : 12);
            } else {
                text[i] = (byte) ('a' + random.nextInt(3));
            }
        }
        return text;
    }
}
