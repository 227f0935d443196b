package ipc.testkit.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowReportTest {

    private static final String SHEET = """
        | id | given | call |
        |---|---|---|
        | MQ-01 | name absent | open |
        | MQ-02 | name present | open |
        | MQ-03 | no room | send |
        | MQ-04 | see MQ-01 | send |
        """;

    private static final List<RowResult> RESULTS = List.of(
            new RowResult("MQ-01", "A#opens", "unit", Outcome.PASSED),
            new RowResult("MQ-02", "A#opens", "unit", Outcome.PASSED),
            new RowResult("MQ-02", "B#opens", "felix", Outcome.FAILED),
            new RowResult("MQ-03", "A#sends", "unit", Outcome.SKIPPED),
            new RowResult("MQ-77", "A#typo", "unit", Outcome.PASSED));

    @TempDir
    Path root;

    @Test
    void shouldJudgeEveryRowOfTheSheet() {
        assertThat(new RowReport(SHEET, RESULTS).text()).isEqualTo("""
            MQ-01  passed   A#opens [unit passed]
            MQ-02  failed   A#opens [unit passed], B#opens [felix failed]
            MQ-03  untested A#sends [unit skipped]
            MQ-04  untested
            not in the sheet: MQ-77 named by A#typo
            4 rows: 1 passed, 1 failed, 2 untested
            """);
    }

    @Test
    void shouldNameWhatIsNotPassedInOneLine() {
        assertThat(new RowReport(SHEET, RESULTS).summary())
                .isEqualTo("4 rows: 1 passed, 1 failed, 2 untested; failed: MQ-02; untested: MQ-03 MQ-04");
    }

    @Test
    void shouldFailAfterWritingWhenARowFailed() throws IOException {
        moduleFile("ipc.a").replace(Set.of(), RESULTS);
        Path sheet = Files.writeString(root.resolve("rows.md"), SHEET);
        Path report = root.resolve("report.json");

        assertThatIllegalStateException()
                .isThrownBy(() -> RowReport.main(new String[] {root.toString(), sheet.toString(), report.toString()}));

        assertThat(report).content().contains("MQ-04");
    }

    @Test
    void shouldNameTheTestsOfARowInJson() {
        assertThat(new RowReport(SHEET, RESULTS).json())
                .contains("""
                    {"row":"MQ-01","result":"passed",\
                    "tests":[{"row":"MQ-01","test":"A#opens","where":"unit","result":"passed"}]},
                    """)
                .contains("{\"row\":\"MQ-04\",\"result\":\"untested\",\"tests\":[]}");
    }

    @Test
    void shouldCollectTheResultsOfAllModules() throws IOException {
        Files.createDirectories(root.resolve("no.tests"));
        moduleFile("ipc.a").replace(Set.of(), RESULTS.subList(0, 2));
        moduleFile("ipc.b").replace(Set.of(), RESULTS.subList(2, 3));

        assertThat(RowReport.collect(root)).containsExactlyInAnyOrderElementsOf(RESULTS.subList(0, 3));
    }

    private RowFile moduleFile(String module) {
        return new RowFile(root.resolve(module).resolve("target").resolve("rows.json"));
    }
}
