package ipc.console;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, numbers, booleans and texts as JSON (RFC 8259), on one line and in ASCII for every terminal. */
final class Json {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    static String of(@Nullable Object value) {
        Json json = new Json();
        json.write(value);
        return json.text.toString();
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Map<?, ?> map -> write(map);
            case Iterable<?> list -> write(list);
            case Double number when number.isNaN() || number.isInfinite() -> text.append("null");
            case Number number -> text.append(number);
            case Boolean flag -> text.append(flag);
            default -> write(value.toString());
        }
    }

    private void write(Map<?, ?> map) {
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            write(String.valueOf(entry.getKey()));
            text.append(':');
            write(entry.getValue());
            text.append(entries.hasNext() ? "," : "");
        }
        text.append('}');
    }

    private void write(Iterable<?> list) {
        text.append('[');
        for (Iterator<?> values = list.iterator(); values.hasNext(); ) {
            write(values.next());
            text.append(values.hasNext() ? "," : "");
        }
        text.append(']');
    }

    private void write(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            write(string.charAt(i));
        }
        text.append('"');
    }

    private void write(char character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (character < FIRST_PRINTABLE || character > LAST_PRINTABLE) {
                    text.append(String.format("\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
