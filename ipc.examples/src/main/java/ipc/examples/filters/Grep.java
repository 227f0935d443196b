package ipc.examples.filters;

import ipc.api.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code grep}: prints the lines that contain a word; fails if there are none. */
@Component(service = Program.class, property = Program.NAME + "=grep")
public final class Grep extends Filter {
    private static final int NOTHING_FOUND = 1;

    @Override
    int filter(List<String> word, BufferedReader in, Writer out) throws IOException {
        if (word.isEmpty()) {
            throw new IOException("no word to look for");
        }
        int status = NOTHING_FOUND;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains(word.getFirst())) {
                line(out, line);
                status = 0;
            }
        }
        return status;
    }
}
