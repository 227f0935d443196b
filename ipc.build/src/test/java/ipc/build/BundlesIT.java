package ipc.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The rules of bundles, over the jars that this build has made. */
class BundlesIT {
    private final SourceTree tree = new SourceTree(Path.of(".."));

    @Test
    void shouldExportNothingButTheApi() throws IOException {
        List<Violation> found = new ArrayList<>();
        for (String module : tree.productBundles()) {
            found.addAll(BundleRules.exports(module, manifest(module)));
        }

        assertThat(found).isEmpty();
        assertThat(manifest("ipc.api").getValue("Export-Package")).contains("ipc.api");
    }

    @Test
    void shouldImportTheApiUpToItsNextMajorVersion() throws IOException {
        List<Violation> found = new ArrayList<>();
        for (String module : tree.mechanisms()) {
            found.addAll(BundleRules.imports(module, manifest(module)));
        }

        assertThat(found).isEmpty();
    }

    @Test
    void shouldKeepProvidersFromWaitingClocksChanceAndStaticState() {
        ProviderCode code = new ProviderCode();
        code.know(tree.jar("ipc.api"));

        List<Violation> found = tree.mechanisms().stream()
                .flatMap(module -> code.checkJar(tree.jar(module)).stream())
                .toList();

        assertThat(found).isEmpty();
    }

    private Attributes manifest(String module) throws IOException {
        try (JarFile jar = new JarFile(tree.jar(module).toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }
}
