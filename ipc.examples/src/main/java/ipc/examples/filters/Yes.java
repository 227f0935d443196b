package ipc.examples.filters;

import ipc.api.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code yes}: prints a word until nobody reads any more. */
@Component(service = Program.class, property = Program.NAME + "=yes")
public final class Yes extends Filter {
    @Override
    int filter(List<String> word, BufferedReader in, Writer out) throws IOException {
        String line = word.isEmpty() ? "y" : String.join(" ", word);
        while (true) {
            line(out, line);
        }
    }
}
