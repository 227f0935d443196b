package ipc.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How rows are shown: as an aligned table for people, as objects for programs. Immutable: each method returns a new
 * one.
 *
 * @param <R> what a row is made from
 */
final class Listing<R> {
    private static final String GAP = "  ";

    private final List<Column<R>> columns;

    /** Numbers stand right, all else left. */
    private record Column<R>(
            String title, String key, Function<R, ? extends Object> value, Function<R, String> shown) {}

    private Listing(List<Column<R>> columns) {
        this.columns = columns;
    }

    /**
     * Begins without columns.
     *
     * @param <R> what a row is made from
     * @param rows their type
     */
    static <R> Listing<R> of(Class<R> rows) {
        Objects.requireNonNull(rows, "rows");
        return new Listing<>(List.of());
    }

    Listing<R> column(String title, String key, Function<R, ? extends Object> value) {
        return column(title, key, value, row -> String.valueOf(value.apply(row)));
    }

    /**
     * Adds a column.
     *
     * @param title its heading in a table
     * @param key its name in JSON
     * @param value in JSON
     * @param shown in a table
     */
    Listing<R> column(String title, String key, Function<R, ? extends Object> value, Function<R, String> shown) {
        List<Column<R>> more = new ArrayList<>(columns);
        more.add(new Column<>(title, key, value, shown));
        return new Listing<>(List.copyOf(more));
    }

    List<Map<String, @Nullable Object>> values(List<R> rows) {
        return rows.stream().map(this::values).toList();
    }

    private Map<String, @Nullable Object> values(R row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column.key(), column.value().apply(row)));
        return values;
    }

    void print(PrintStream out, List<R> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(Column::title).toList());
        for (R row : rows) {
            lines.add(columns.stream().map(column -> column.shown().apply(row)).toList());
        }
        boolean[] right = new boolean[columns.size()];
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int index = i;
            right[i] = !rows.isEmpty() && columns.get(i).value().apply(rows.getFirst()) instanceof Number;
            widths[i] = lines.stream()
                    .mapToInt(line -> line.get(index).length())
                    .max()
                    .orElse(0);
        }
        lines.forEach(line -> out.println(aligned(line, widths, right)));
    }

    private static String aligned(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String blanks = " ".repeat(widths[i] - cell.length());
            line.append(right[i] ? blanks + cell : cell + blanks).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
