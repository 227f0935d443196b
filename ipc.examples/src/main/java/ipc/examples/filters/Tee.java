package ipc.examples.filters;

import ipc.api.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** The program {@code tee}: prints what comes in, and writes it to files too. */
@Component(service = Program.class, property = Program.NAME + "=tee")
public final class Tee extends Filter {
    @Override
    int filter(List<String> files, BufferedReader in, Writer out) throws IOException {
        if (files.isEmpty()) {
            in.transferTo(out);
            return 0;
        }
        try (Writer copy = Files.newBufferedWriter(Path.of(files.getFirst()))) {
            return filter(files.subList(1, files.size()), in, new Both(copy, out));
        }
    }

    /** Writes to two places, which belong to who made them. */
    private static final class Both extends Writer {
        private final Writer first;
        private final Writer second;

        private Both(Writer first, Writer second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            first.write(characters, offset, length);
            second.write(characters, offset, length);
        }

        @Override
        public void flush() throws IOException {
            first.flush();
            second.flush();
        }

        @Override
        public void close() {
            // they stay open
        }
    }
}
