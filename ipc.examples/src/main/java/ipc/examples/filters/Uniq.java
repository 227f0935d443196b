package ipc.examples.filters;

import ipc.api.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code uniq}: prints each of several equal lines that follow each other once. */
@Component(service = Program.class, property = Program.NAME + "=uniq")
public final class Uniq extends Filter {
    @Override
    int filter(List<String> none, BufferedReader in, Writer out) throws IOException {
        String last = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.equals(last)) {
                line(out, line);
            }
            last = line;
        }
        return 0;
    }
}
