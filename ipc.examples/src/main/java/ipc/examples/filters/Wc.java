package ipc.examples.filters;

import ipc.api.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code wc}: prints how many lines, words and characters come in. */
@Component(service = Program.class, property = Program.NAME + "=wc")
public final class Wc extends Filter {
    @Override
    int filter(List<String> none, BufferedReader in, Writer out) throws IOException {
        long lines = 0;
        long words = 0;
        long characters = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines++;
            words += line.isBlank() ? 0 : line.strip().split("\\s+").length;
            characters += line.length() + 1L;
        }
        line(out, lines + " " + words + " " + characters);
        return 0;
    }
}
