package ipc.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes rows for people: words to the left, figures to the right. */
final class Table {
    private static final List<String> HEADINGS =
            List.of("work", "ours", "peer", "peer's name", "unit", "ratio", "lowest..highest", "goal");

    private static final String NOT_MEASURED = "-";

    private Table() {}

    static String of(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        String before = "";
        for (Row row : rows) {
            lines.add(cells(row, row.work().equals(before)));
            before = row.work();
        }
        return print(lines);
    }

    private static List<String> cells(Row row, boolean sameWork) {
        return List.of(
                sameWork ? "" : row.work(),
                figure(row.ours()),
                figure(row.peer()),
                row.peerName(),
                row.unit(),
                row.isComplete() ? ratio(row.ratio()) : NOT_MEASURED,
                row.isComplete() ? ratio(row.lowest()) + ".." + ratio(row.highest()) : NOT_MEASURED,
                goal(row.goal(), row));
    }

    private static String figure(double value) {
        if (Double.isNaN(value)) {
            return NOT_MEASURED;
        }
        return String.format(Locale.ROOT, value < 1 ? "%.4f" : "%,.1f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    private static String goal(@Nullable Double goal, Row row) {
        if (goal == null) {
            return NOT_MEASURED;
        }
        if (!row.isComplete()) {
            return ratio(goal) + " not measured";
        }
        return ratio(goal) + (row.missesGoal() ? " MISSED" : " reached");
    }

    private static String print(List<List<String>> lines) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(HEADINGS.size(), 0));
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths.set(i, Math.max(widths.get(i), line.get(i).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append(line(line, widths).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean word = i == 0 || i == 3 || i == 4 || i == 7;
            line.append(String.format(word ? "%-" + widths.get(i) + "s  " : "%" + widths.get(i) + "s  ", cells.get(i)));
        }
        return line.toString();
    }
}
