package ipc.testkit.rows;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One row as one test method saw it, and its form in the file: an object on a line of its own, so that reading it back
 * needs no JSON library in the class path of every module under test.
 *
 * @param test the class and the method, divided by {@code #}
 */
record RowResult(String row, String test, String where, Outcome outcome) {

    private static final Pattern LINE =
            Pattern.compile("\\{\"row\":\"(.*?)\",\"test\":\"(.*?)\",\"where\":\"(.*?)\",\"result\":\"(.*?)\"}");

    static Optional<RowResult> parse(String line) {
        return LINE.matcher(line).results().findFirst().map(RowResult::of);
    }

    private static RowResult of(MatchResult found) {
        return new RowResult(found.group(1), found.group(2), found.group(3), Outcome.of(found.group(4)));
    }

    /** Whether the test belongs to a class or to one nested in it. */
    boolean isOf(String testClass) {
        return test.startsWith(testClass + "#") || test.startsWith(testClass + "$");
    }

    String json() {
        return "{\"row\":\"%s\",\"test\":\"%s\",\"where\":\"%s\",\"result\":\"%s\"}"
                .formatted(row, test, where, outcome.word());
    }
}
