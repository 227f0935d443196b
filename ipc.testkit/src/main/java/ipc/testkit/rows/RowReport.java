package ipc.testkit.rows;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds the results that the modules left against the behaviour sheet: which rows passed, failed or have no test. */
public final class RowReport {

    private static final Pattern SHEET_ROW = Pattern.compile("(?m)^\\|\\s*([A-Z]+-\\d+)\\s*\\|");

    private final List<RowVerdict> verdicts;
    private final List<RowResult> strays;

    RowReport(String sheet, List<RowResult> results) {
        List<String> rows = SHEET_ROW
                .matcher(sheet)
                .results()
                .map(row -> row.group(1))
                .distinct()
                .toList();
        Map<String, List<RowResult>> byRow = results.stream().collect(groupingBy(RowResult::row));
        verdicts = rows.stream()
                .map(row -> new RowVerdict(row, byRow.getOrDefault(row, List.of())))
                .toList();
        strays = results.stream().filter(result -> !rows.contains(result.row())).toList();
    }

    /**
     * Prints what failed or has no test, and writes all rows as JSON and as a table beside it.
     *
     * @param arguments the folder of all modules, the sheet, and the JSON file to write
     * @throws IllegalStateException if a row failed
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("arguments: <folder of the modules> <sheet.md> <report.json>");
        }
        RowReport report = new RowReport(Files.readString(Path.of(arguments[1])), collect(Path.of(arguments[0])));
        Path json = Path.of(arguments[2]);
        Files.createDirectories(json.toAbsolutePath().getParent());
        Files.writeString(json, report.json());
        Files.writeString(Path.of(arguments[2].replaceFirst("\\.json$", "") + ".txt"), report.text());
        System.out.println(report.summary());
        if (report.rows(RowVerdict.FAILED).findAny().isPresent()) {
            throw new IllegalStateException("rows failed, see " + json);
        }
    }

    static List<RowResult> collect(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> modules = Files.list(root)) {
            files = modules.map(module -> module.resolve("target").resolve("rows.json"))
                    .filter(Files::exists)
                    .toList();
        }
        List<RowResult> results = new ArrayList<>();
        for (Path file : files) {
            results.addAll(new RowFile(file).read());
        }
        results.sort(Comparator.comparing(RowResult::test).thenComparing(RowResult::where));
        return results;
    }

    String json() {
        return verdicts.stream().map(RowVerdict::json).collect(joining(",\n", "[\n", "\n]\n"));
    }

    /** Every row on a line, then the rows that tests name and the sheet does not, then one line of numbers. */
    String text() {
        Stream<String> rows = verdicts.stream().map(RowVerdict::text);
        Stream<String> unknown =
                strays.stream().map(stray -> "not in the sheet: " + stray.row() + " named by " + stray.test());
        return Stream.of(rows, unknown, Stream.of(numbers()))
                .flatMap(lines -> lines)
                .collect(joining("\n", "", "\n"));
    }

    /** One line of numbers, with the rows that failed or have no test. */
    String summary() {
        return numbers()
                + Stream.of(RowVerdict.FAILED, RowVerdict.UNTESTED)
                        .filter(word -> rows(word).findAny().isPresent())
                        .map(word -> "; " + word + ": "
                                + rows(word).map(RowVerdict::row).collect(joining(" ")))
                        .collect(joining());
    }

    private Stream<RowVerdict> rows(String word) {
        return verdicts.stream().filter(row -> row.result().equals(word));
    }

    private String numbers() {
        return Stream.of(RowVerdict.PASSED, RowVerdict.FAILED, RowVerdict.UNTESTED)
                .map(word -> rows(word).count() + " " + word)
                .collect(joining(", ", verdicts.size() + " rows: ", ""));
    }
}
