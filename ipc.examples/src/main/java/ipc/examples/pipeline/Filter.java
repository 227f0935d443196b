package ipc.examples.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** What a process in a pipeline does with the lines that come in. */
@FunctionalInterface
interface Filter {
    /**
     * Reads lines and writes lines.
     *
     * @param arguments the filter's own
     * @param in what the filter before it writes
     * @param out what the filter behind it reads
     * @return the exit status
     * @throws IOException the lines could not be read or written
     */
    int run(List<String> arguments, BufferedReader in, Writer out) throws IOException;
}
