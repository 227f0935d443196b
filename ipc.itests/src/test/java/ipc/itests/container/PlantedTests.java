package ipc.itests.container;

import static ipc.itests.container.Parts.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/** Tests that end in every possible way, for {@link VerdictIT}; the name keeps them out of the build's own runs. */
abstract class PlantedTests {

    @Configuration
    static Option container() {
        return platform();
    }

    @Test
    void passes() {}

    @Test
    void fails() {
        assertThat("line " + line()).isEqualTo("no line");
    }

    @Test
    void throwsCheckedException() throws IOException {
        throw new IOException("line " + line(), new IllegalStateException("cause"));
    }

    @Test
    void isAborted() {
        assumeTrue(false, "not today");
    }

    @Test
    @Disabled("on purpose")
    void isDisabled() {}

    @Test
    void waitsForNoService(@Service(filter = "(planted=no)", patienceMillis = 1) Bundle ignored) {}

    @TestFactory
    DynamicTest failsDynamically() {
        return DynamicTest.dynamicTest("dynamic", () -> fail("planted"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void failsForTwo(int number) {
        assertThat(number).isNotEqualTo(2);
    }

    private static int line() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    @InContainer
    static class Native extends PlantedTests {}

    @InContainer(forked = true)
    static class Forked extends PlantedTests {}
}
