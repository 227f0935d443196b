package ipc.examples.filters;

import ipc.api.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code head}: prints the first lines, and reads no more. */
@Component(service = Program.class, property = Program.NAME + "=head")
public final class Head extends Filter {
    private static final int LINES = 10;

    @Override
    int filter(List<String> arguments, BufferedReader in, Writer out) throws IOException {
        int lines = count(arguments);
        for (int i = 0; i < lines; i++) {
            String line = in.readLine();
            if (line == null) {
                return 0;
            }
            line(out, line);
        }
        return 0;
    }

    /** A number of lines, with or without {@code -n} before it. */
    private static int count(List<String> arguments) throws IOException {
        String word = arguments.isEmpty() ? Integer.toString(LINES) : arguments.getLast();
        try {
            int lines = Integer.parseUnsignedInt(word);
            return lines < 0 ? Integer.MAX_VALUE : lines;
        } catch (NumberFormatException noNumber) {
            throw new IOException("count " + word + ", which is no number of lines", noNumber);
        }
    }
}
