package ipc.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the source tree, over the source tree. */
class TidyTest {
    /** What a provider that is obviously right may take at most, and one. */
    private static final int TEXTBOOK_LINES = 200;

    private final SourceTree tree = new SourceTree(Path.of(".."));

    @Test
    void shouldFindTheProduct() {
        assertThat(tree.modules()).contains("ipc.api", "ipc.kernel", "ipc.build");
        assertThat(tree.mechanisms()).contains("ipc.mq", "ipc.mq.reference");
        assertThat(tree.javaFiles()).isNotEmpty();
    }

    @Test
    void shouldKeepSourcesSmallAndWellNamed() {
        List<Violation> found = tree.javaFiles().stream()
                .flatMap(file -> SourceRules.check(Source.read(file), tree.isTest(file)).stream())
                .toList();

        assertThat(found).isEmpty();
    }

    @Test
    void shouldKeepTheTextbookShort() {
        List<Source> textbook = tree.javaFiles(List.of("ipc.mq.reference")).stream()
                .filter(file -> !tree.isTest(file))
                .map(Source::read)
                .toList();

        assertThat(textbook).isNotEmpty();
        assertThat(SourceRules.checkShort("ipc.mq.reference", textbook, TEXTBOOK_LINES))
                .isEmpty();
    }

    @Test
    void shouldKeepTheApiSmall() {
        List<Violation> found = tree.javaFiles().stream()
                .filter(tree::isApi)
                .flatMap(file -> ApiRules.check(Source.read(file)).stream())
                .toList();

        assertThat(found).isEmpty();
    }

    @Test
    void shouldFormatSources() {
        Formatting formatting = new Formatting();

        List<Path> found = tree.javaFiles().stream()
                .filter(file -> !formatting.isFormatted(file))
                .toList();

        assertThat(found)
                .as("not formatted; run ./mvnw -q -pl ipc.build compile exec:exec@format")
                .isEmpty();
    }

    @Test
    void shouldDescribeBundles() throws IOException {
        List<Violation> found = new ArrayList<>();
        for (String module : tree.productBundles()) {
            Path readme = tree.file(module, "README.md");
            String text = Files.exists(readme) ? Files.readString(readme) : "";
            found.addAll(BundleRules.readme(module + "/README.md", text));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void shouldKeepBndInstructionsShort() throws IOException {
        List<Violation> found = new ArrayList<>();
        for (String module : tree.modules()) {
            Path bnd = tree.file(module, "bnd.bnd");
            String text = Files.exists(bnd) ? Files.readString(bnd) : "";
            found.addAll(BundleRules.bnd(module + "/bnd.bnd", text));
        }

        assertThat(found).isEmpty();
    }
}
