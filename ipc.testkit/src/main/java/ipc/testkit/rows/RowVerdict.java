package ipc.testkit.rows;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** What all tests together say about one row of the sheet. */
record RowVerdict(String row, List<RowResult> tests) {

    static final String PASSED = "passed";
    static final String FAILED = "failed";
    static final String UNTESTED = "untested";

    /** A row that was only ever skipped counts as untested: nobody has seen it hold. */
    String result() {
        return switch (tests.stream().map(RowResult::outcome).reduce(Outcome.SKIPPED, Outcome::and)) {
            case SKIPPED -> UNTESTED;
            case PASSED -> PASSED;
            case FAILED -> FAILED;
        };
    }

    String text() {
        String named = tests.stream()
                .map(test -> "%s [%s %s]"
                        .formatted(test.test(), test.where(), test.outcome().word()))
                .collect(joining(", "));
        return "%-6s %-8s %s".formatted(row, result(), named).stripTrailing();
    }

    String json() {
        String named = tests.stream().map(RowResult::json).collect(joining(","));
        return "{\"row\":\"%s\",\"result\":\"%s\",\"tests\":[%s]}".formatted(row, result(), named);
    }
}
