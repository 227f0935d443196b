package ipc.kernel.process;

import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What a process reads, and where it prints.
 *
 * @param inEnd the handle behind {@code in}, which children share; null if there is none
 * @param outEnd as well, behind {@code out}
 * @param in what it reads
 * @param out where it prints
 */
public record Streams(@Nullable OpenHandle inEnd, @Nullable OpenHandle outEnd, InputStream in, PrintStream out) {
    /** Returns those of a process that has no ends of pipes. */
    static Streams plain(PrintStream out) {
        return new Streams(null, null, InputStream.nullInputStream(), out);
    }
}
