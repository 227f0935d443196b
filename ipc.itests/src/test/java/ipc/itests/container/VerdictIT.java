package ipc.itests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Judges, from outside, what becomes of tests that fail and give up inside. */
class VerdictIT {

    @ParameterizedTest
    @ValueSource(classes = {PlantedTests.Native.class, PlantedTests.Forked.class})
    void shouldReportEveryEndOfATest(Class<?> planted) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(planted))
                .execute()
                .testEvents();

        tests.assertStatistics(
                counts -> counts.succeeded(3).failed(5).aborted(1).skipped(1));
        assertThat(thrown(tests, "isAborted")).hasMessageContaining("not today");
        assertThat(thrown(tests, "waitsForNoService")).hasMessageContaining("(planted=no)");
        assertThat(thrown(tests, "throwsCheckedException"))
                .hasMessageStartingWith("java.io.IOException: line")
                .hasRootCauseMessage("java.lang.IllegalStateException: cause");
        assertThat(thrown(tests, "failsDynamically")).hasMessage("planted");
        assertSourceLine(thrown(tests, "throwsCheckedException"), "throwsCheckedException");
        assertSourceLine(thrown(tests, "fails"), "fails");
    }

    /** The planted tests say in their message on which line they fail. */
    private static void assertSourceLine(Throwable thrown, String method) {
        assertThat(thrown.getStackTrace())
                .filteredOn(frame -> frame.getMethodName().equals(method))
                .singleElement()
                .satisfies(frame -> {
                    assertThat(frame.getFileName()).isEqualTo("PlantedTests.java");
                    assertThat(thrown).hasMessageContaining("line " + frame.getLineNumber());
                });
    }

    private static Throwable thrown(Events tests, String method) {
        return tests.finished().stream()
                .filter(event ->
                        event.getTestDescriptor().getUniqueId().toString().contains(":" + method + "("))
                .findFirst()
                .flatMap(event -> event.getPayload(TestExecutionResult.class))
                .flatMap(TestExecutionResult::getThrowable)
                .orElseThrow();
    }
}
