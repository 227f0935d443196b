package ipc.examples.pipeline;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Program;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.Pipes;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A process in a pipeline: opens the FIFOs on its two sides, and runs its filter between them.
 *
 * @param words name and arguments of the filter
 * @param in the FIFO that it reads, empty for the first process
 * @param out the FIFO that it writes, empty for the last process, which prints
 */
record Stage(List<String> words, String in, String out) implements Program {
    /** The status of who writes where nobody reads: 128 plus the number of SIGPIPE, as shells report it. */
    static final int BROKEN = 141;

    private static final int FAILED = 2;

    @Override
    public int run(Ipc ipc, List<String> none) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(input(ipc), StandardCharsets.UTF_8));
                Writer writer = new BufferedWriter(new OutputStreamWriter(output(ipc), StandardCharsets.UTF_8))) {
            Filter filter = Filters.ALL.get(words.getFirst());
            return filter == null ? FAILED : filter.run(words.subList(1, words.size()), reader, writer);
        } catch (IOException failure) {
            return status(ipc, failure);
        }
    }

    private int status(Ipc ipc, IOException failure) {
        if (failure.getCause() instanceof IpcException refused && refused.errno() == Errno.EPIPE) {
            return BROKEN;
        }
        ipc.out().println(words.getFirst() + ": " + failure.getMessage());
        return FAILED;
    }

    private InputStream input(Ipc ipc) {
        if (in.isEmpty()) {
            return InputStream.nullInputStream();
        }
        Pipes pipes = ipc.face(Pipes.class);
        return pipes.input(pipes.open(in, PipeOptions.reading()));
    }

    private OutputStream output(Ipc ipc) {
        if (out.isEmpty()) {
            return new Printed(ipc.out());
        }
        Pipes pipes = ipc.face(Pipes.class);
        return pipes.output(pipes.open(out, PipeOptions.writing()));
    }

    /** Where the process prints, which is not its own to close. */
    private static final class Printed extends FilterOutputStream {
        private Printed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
