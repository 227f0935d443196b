package ipc.testkit.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class RowListenerTest {

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void useFileOfThisTest() {
        file = folder.resolve("rows.json");
        System.setProperty("ipc.rows.file", file.toString());
    }

    @AfterEach
    void useFileOfThisModule() {
        System.clearProperty("ipc.rows.file");
    }

    @Test
    void shouldKeepOneResultForEachRowAndMethod() throws IOException {
        run(Fixture.class);

        assertThat(new RowFile(file).read())
                .containsExactlyInAnyOrder(
                        row("T-01", "passes", Outcome.PASSED),
                        row("T-02", "passes", Outcome.PASSED),
                        row("T-03", "failsOnce", Outcome.FAILED),
                        row("T-04", "isAborted", Outcome.SKIPPED),
                        row("T-05", "isDisabled", Outcome.SKIPPED),
                        row("T-07", "passesDynamically", Outcome.PASSED));
    }

    @Test
    void shouldFailEveryRowOfAClassThatCannotBegin() throws IOException {
        run(CannotBegin.class);

        assertThat(new RowFile(file).read())
                .containsExactly(
                        new RowResult("T-06", CannotBegin.class.getName() + "#neverStarts", "client", Outcome.FAILED));
    }

    @Test
    void shouldCountNestedTestsOfAContractForTheClassThatRanThem() throws IOException {
        run(Inheriting.class);

        assertThat(new RowFile(file).read())
                .containsExactly(
                        new RowResult("T-08", Inheriting.class.getName() + "$Nest#passes", "client", Outcome.PASSED));
    }

    @Test
    void shouldReplaceResultsOfTheSameClassOnly() throws IOException {
        RowResult stale = row("T-99", "removed", Outcome.FAILED);
        RowResult other = new RowResult("T-98", "Other#test", "unit", Outcome.PASSED);
        new RowFile(file).replace(Set.of(), List.of(stale, other));

        run(Fixture.class);

        assertThat(new RowFile(file).read()).contains(other).doesNotContain(stale);
    }

    private static void run(Class<?> fixture) {
        LauncherConfig onlyThisListener = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new RowListener())
                .build();
        LauncherFactory.create(onlyThisListener)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(fixture))
                        .build());
    }

    private static RowResult row(String row, String method, Outcome outcome) {
        return new RowResult(row, Fixture.class.getName() + "#" + method, "unit", outcome);
    }

    /** Run by the tests above; the name keeps it out of the build's own runs. */
    static class Fixture {

        @Test
        @Row({"T-01", "T-02"})
        void passes() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        @Row("T-03")
        void failsOnce(int number) {
            assertThat(number).isNotEqualTo(2);
        }

        @Test
        @Row("T-04")
        void isAborted() {
            abort("on purpose");
        }

        @Test
        @Disabled("on purpose")
        @Row("T-05")
        void isDisabled() {}

        @TestFactory
        @Row("T-07")
        DynamicTest passesDynamically() {
            return DynamicTest.dynamicTest("dynamic", () -> {});
        }

        @Test
        void namesNoRow() {}
    }

    @Where(Where.Place.CLIENT)
    static class CannotBegin {

        @BeforeAll
        static void fail() {
            throw new IllegalStateException("on purpose");
        }

        @Test
        @Row("T-06")
        void neverStarts() {}
    }

    abstract static class Contract {

        @Nested
        class Nest {

            @Test
            @Row("T-08")
            void passes() {}
        }
    }

    @Where(Where.Place.CLIENT)
    static class Inheriting extends Contract {}
}
