package ipc.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void shouldSplitAtWhatIsNoLetterOrDigit() {
        assertThat(words("One two,THREE-4\n\n five")).containsExactly("one", "two", "three", "4", "five");
    }

    @Test
    void shouldTakeBytesBeyondAsciiAsLetters() {
        assertThat(words("gr\u00fc\u00df dich")).containsExactly("gr\u00fc\u00df", "dich");
    }

    @Test
    void shouldFindNoWordInNothing() {
        assertThat(words("")).isEmpty();
        assertThat(words(" .,\n")).isEmpty();
    }

    @Test
    void shouldDivideLongWords() {
        assertThat(words("x".repeat(Words.BYTES_MAX + 1)))
                .extracting(String::length)
                .containsExactly(Words.BYTES_MAX, 1);
        assertThat(words("x".repeat(Words.BYTES_MAX))).hasSize(1);
    }

    private static List<String> words(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> words = new ArrayList<>();
        Words.split(bytes, bytes.length, (all, from, to) -> words.add(Words.text(all, from, to)));
        return words;
    }
}
