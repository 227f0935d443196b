package ipc.examples.filters;

import ipc.api.Ipc;
import ipc.api.Program;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that reads lines and prints lines. */
abstract class Filter implements Program {
    /** The status of who prints where nobody reads: 128 plus the number of SIGPIPE, as shells report it. */
    static final int BROKEN = 141;

    /** The status of who was not understood, or could not read. */
    static final int FAILED = 2;

    /**
     * Reads and prints.
     *
     * @param arguments the filter's own
     * @param in what it reads
     * @param out where it prints
     * @return the exit status
     * @throws IOException a file cannot be read or written, or nobody reads what is printed
     */
    abstract int filter(List<String> arguments, BufferedReader in, Writer out) throws IOException;

    @Override
    public final int run(Ipc ipc, List<String> arguments) {
        BufferedReader in = new BufferedReader(new InputStreamReader(ipc.in(), StandardCharsets.UTF_8));
        Writer out = new BufferedWriter(new OutputStreamWriter(new Printed(ipc.out()), StandardCharsets.UTF_8));
        try {
            int status = filter(arguments, in, out);
            out.flush();
            return status;
        } catch (Broken nobodyReads) {
            return BROKEN;
        } catch (IOException failure) {
            ipc.err().println(ipc.self().name() + ": " + failure.getMessage());
            return FAILED;
        }
    }

    /** Nobody reads what is printed. */
    private static final class Broken extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Where the process prints, which keeps quiet about failures unless it is asked. */
    private static final class Printed extends FilterOutputStream {
        private final PrintStream stream;

        private Printed(PrintStream stream) {
            super(stream);
            this.stream = stream;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
            flush();
        }

        @Override
        public void flush() throws IOException {
            if (stream.checkError()) { // flushes first
                throw new Broken();
            }
        }
    }

    static void line(Writer out, String line) throws IOException {
        out.write(line + "\n");
    }
}
