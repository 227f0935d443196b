package ipc.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long SEED = Long.getLong("ipc.seed", new Random().nextLong());

    private final Tally tally = new Tally();

    private void count(String word) {
        byte[] text = ("<" + word + ">").getBytes(StandardCharsets.ISO_8859_1);
        tally.add(text, 1, text.length - 1);
    }

    @Test
    void shouldCountAsAMapDoes() {
        Random random = new Random(SEED);
        Map<String, Long> expected = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            String word = Integer.toString((int) Math.abs(random.nextGaussian() * 10_000), Character.MAX_RADIX);
            count(word);
            expected.merge(word, 1L, Long::sum);
        }

        assertThat(tally.toMap()).as("-Dipc.seed=%d", SEED).isEqualTo(expected);
        assertThat(tally.size()).isEqualTo(expected.size());
    }

    @Test
    void shouldTellWordsWithTheSameHashApart() {
        count("Aa");
        count("BB");
        count("BB");

        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(tally.toMap()).isEqualTo(Map.of("Aa", 1L, "BB", 2L));
    }

    @Test
    void shouldForgetAll() {
        count("old");

        tally.clear();
        count("old");
        count("new");

        assertThat(tally.toMap()).isEqualTo(Map.of("new", 1L, "old", 1L));
    }

    @Test
    void shouldAddWhatAnotherHasWritten() {
        count("both");
        count("one");
        ByteBuffer message = ByteBuffer.allocate(100);
        tally.put(message);

        Tally sum = new Tally();
        sum.addAll(message.flip());
        sum.addAll(message.flip());
        count("both");
        message.clear();
        tally.put(message);
        sum.addAll(message.flip());

        assertThat(sum.toMap()).isEqualTo(Map.of("both", 4L, "one", 3L));
    }

    @Test
    void shouldFitIntoAMessageWhateverTheWordsAre() {
        byte[] text = new byte[Piece.WORDS_BYTES];
        int filled = 0;
        for (int i = 0; filled + 4 <= text.length; i++) {
            String word = Integer.toString(i, Character.MAX_RADIX) + " ";
            byte[] bytes = word.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(bytes, 0, text, filled, bytes.length);
            filled += bytes.length;
        }
        Words.split(text, filled, tally::add);
        ByteBuffer message = ByteBuffer.allocate(Piece.BYTES_MAX);

        tally.put(News.COUNTED.put(message, 1));

        assertThat(tally.size()).isGreaterThan(Piece.WORDS_BYTES / 5);
        assertThat(message.position()).isLessThanOrEqualTo(Piece.BYTES_MAX);
    }
}
