package ipc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class RunFolderTest {
    @Test
    void shouldBeReadableByItsUserOnly() throws IOException {
        try (RunFolder folder = new RunFolder()) {
            assertThat(Files.getPosixFilePermissions(folder.path()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void shouldDeleteAllItHolds() throws IOException {
        Path path;
        try (RunFolder folder = new RunFolder()) {
            path = folder.path();
            Path deep = Files.createDirectories(path.resolve("cache/bundle1/version0.0"));
            Files.writeString(deep.resolve("bundle.jar"), "x");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void shouldCloseTwice() throws IOException {
        RunFolder folder = new RunFolder();

        folder.close();
        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void shouldGiveEachRunItsOwn() throws IOException {
        try (RunFolder one = new RunFolder();
                RunFolder other = new RunFolder()) {
            assertThat(one.path()).isNotEqualTo(other.path());
        }
    }
}
