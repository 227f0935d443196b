package ipc.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rows as one array. */
final class Json {
    private static final MathContext DIGITS = new MathContext(5);

    private Json() {}

    static String array(List<Row> rows) {
        return rows.stream().map(Json::object).collect(Collectors.joining(",\n ", "[", "]"));
    }

    private static String object(Row row) {
        return "{\"work\":" + string(row.work())
                + ",\"ours\":" + number(row.ours())
                + ",\"peer\":" + number(row.peer())
                + ",\"peerName\":" + string(row.peerName())
                + ",\"unit\":" + string(row.unit())
                + ",\"ratio\":" + number(row.ratio())
                + ",\"goal\":" + number(row.goal())
                + "}";
    }

    /** Five digits; what was not measured is null. */
    static String number(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return "null";
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
