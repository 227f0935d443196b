package ipc.examples.filters;

import ipc.api.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code cat}: prints what comes in, or the files that are named. */
@Component(service = Program.class, property = Program.NAME + "=cat")
public final class Cat extends Filter {
    @Override
    int filter(List<String> files, BufferedReader in, Writer out) throws IOException {
        if (files.isEmpty()) {
            in.transferTo(out);
        }
        for (String file : files) {
            try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
                lines.transferTo(out);
            }
        }
        return 0;
    }
}
