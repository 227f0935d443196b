package ipc.console;

import ipc.api.SpawnOptions;
import ipc.api.pipes.PipeEnd;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What a program reads, and where it prints.
 *
 * @param in the end of a pipe, or null for nothing to read
 * @param out the end of a pipe, or null for the stream
 * @param stream where it prints and complains, if not into a pipe
 */
record Ends(@Nullable PipeEnd in, @Nullable PipeEnd out, PrintStream stream) {
    /** Returns the ends of a program that stands alone. */
    static Ends plain(PrintStream stream) {
        return new Ends(null, null, stream);
    }

    SpawnOptions give(SpawnOptions options) {
        SpawnOptions given = options.out(stream);
        given = in == null ? given : given.input(in);
        return out == null ? given : given.output(out);
    }
}
