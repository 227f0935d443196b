package ipc.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formatter, with a planted file that it has to refuse. */
class FormattingTest {
    private static final String TIDY = """
        class A {
            int one() {
                return 1;
            }
        }
        """;

    @TempDir
    Path folder;

    private final Formatting formatting = new Formatting();

    @Test
    void shouldAcceptFormattedFile() throws IOException {
        assertThat(formatting.isFormatted(write(TIDY))).isTrue();
    }

    @Test
    void shouldFindUnformattedFile() throws IOException {
        assertThat(formatting.isFormatted(write(TIDY.replace("return", "  return"))))
                .isFalse();
    }

    @Test
    void shouldFindUnusedImport() throws IOException {
        assertThat(formatting.isFormatted(write("import java.util.List;\n\n" + TIDY)))
                .isFalse();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("A.java"), text);
    }
}
