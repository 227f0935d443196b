package ipc.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of bundles, with a planted violation that it has to find. */
class BundleRulesTest {
    @Test
    void shouldFindMissingSection() {
        String text = """
            # ipc.mq
            ## Purpose
            ## Guarantees
            ## Options
            ## Errors
            ## What survives a swap
            """;

        assertThat(BundleRules.readme("ipc.mq", text))
                .singleElement()
                .asString()
                .contains("Measurements");
        assertThat(BundleRules.readme("ipc.mq", text + "## Measurements\n")).isEmpty();
    }

    @Test
    void shouldFindLongBndFile() {
        assertThat(BundleRules.bnd("ipc.mq", "# x\n".repeat(10))).isEmpty();
        assertThat(BundleRules.bnd("ipc.mq", "# x\n".repeat(11)))
                .singleElement()
                .asString()
                .contains("11 lines");
    }

    @Test
    void shouldFindExplicitSymbolicName() {
        assertThat(BundleRules.bnd("ipc.mq", "Bundle-SymbolicName: ipc.mq\n"))
                .singleElement()
                .asString()
                .contains("symbolic name");
    }

    @Test
    void shouldFindExport() {
        assertThat(BundleRules.exports("ipc.mq", manifest("Import-Package", "ipc.api")))
                .isEmpty();
        assertThat(BundleRules.exports("ipc.mq", manifest("Export-Package", "ipc.mq")))
                .singleElement()
                .asString()
                .contains("exports nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipc.api;version=\"[1.0,2)\"",
                "ipc.api.mq;version=\"[1.3,2)\",java.x",
                "a;uses:=\"ipc.api\";version=\"[1,2)\",ipc.api.mq.spi;resolution:=optional;version=\"[1.0,2)\""
            })
    void shouldAcceptWholeMajorVersion(String imports) {
        assertThat(BundleRules.imports("ipc.mq", manifest("Import-Package", imports)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipc.api;version=\"[1.0,1.1)\"",
                "ipc.api",
                "ipc.api;version=\"1.0\"",
                "ipc.api;version=\"[1.0,2)\",ipc.api.mq;version=\"[1.0,1.1)\"",
                "org.osgi.framework;version=\"[1.0,2)\""
            })
    void shouldFindNarrowOrMissingVersion(String imports) {
        assertThat(BundleRules.imports("ipc.mq", manifest("Import-Package", imports)))
                .hasSize(1);
    }

    private static Attributes manifest(String header, String value) {
        Attributes manifest = new Attributes();
        manifest.putValue(header, value);
        return manifest;
    }
}
