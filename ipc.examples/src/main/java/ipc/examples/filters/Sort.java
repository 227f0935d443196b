package ipc.examples.filters;

import ipc.api.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code sort}: prints all lines in their order. */
@Component(service = Program.class, property = Program.NAME + "=sort")
public final class Sort extends Filter {
    @Override
    int filter(List<String> none, BufferedReader in, Writer out) throws IOException {
        for (String line : in.readAllLines().stream().sorted().toList()) {
            line(out, line);
        }
        return 0;
    }
}
